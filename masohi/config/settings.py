"""All settings. What an office decides comes from the environment; what the law decides is in `masohi.law`."""

from pathlib import Path
from urllib.parse import urlsplit

from masohi.config import environment

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(environment.text("MASOHI_DATA", str(ROOT / "data-local"))).resolve()

SECRET_KEY = environment.key(DATA, "session")
FIELD_KEY = bytes.fromhex(environment.key(DATA, "field"))  # seals NIK; keep it out of database backups
KEYS = DATA / "keys"
LOG_KEY = bytes.fromhex(environment.key(DATA, "log"))  # signs heads of the ledger; witnesses know its public side
LEDGER_ORIGIN = environment.text("MASOHI_LEDGER_ORIGIN", "masohi.ambon.go.id/ledger")  # the ledger's name in the world
CARD_KEY = bytes.fromhex(environment.key(DATA, "card"))  # signs printed cards

ORIGIN = environment.text("MASOHI_ORIGIN", "http://127.0.0.1:8000")
HTTPS = ORIGIN.startswith("https://")
DEBUG = environment.switch("MASOHI_DEBUG", False)
ALLOWED_HOSTS = [urlsplit(ORIGIN).hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ORIGIN]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "masohi.ui",
    "masohi.ledger",
    "masohi.parties",
    "masohi.supply",
    "masohi.cases",
    "masohi.work",
    "masohi.reentry",
    "masohi.reports",
    "masohi.faces.web",
    "masohi.faces.public",
    "masohi.faces.field",
    "masohi.faces.notify",
    "masohi.faces.shop",
    "allauth",  # after ours: our pages stand before the library's
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "masohi.faces.middleware.strict_headers",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "masohi.faces.middleware.language_by_choice",
    "django.middleware.common.CommonMiddleware",
    "masohi.faces.middleware.no_nul",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "masohi.faces.middleware.HideRefused",
]

ROOT_URLCONF = "masohi.config.urls"
WSGI_APPLICATION = "masohi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "masohi.faces.context.page_frame",
                "masohi.faces.notify.watch.banner",
            ],
        },
    }
]
FORM_RENDERER = "masohi.ui.forms.Renderer"

DATABASES = {"default": environment.database(environment.text("DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "parties.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "masohi.parties.passwords.Varied"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tasks"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # offices share computers: closing the browser ends the session
ACCOUNT_ADAPTER = "masohi.faces.web.accounts.adapter.ClosedAdapter"
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/10m/key,30/10m/ip", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("MASOHI_PROXIES", 0)
MFA_ADAPTER = "masohi.faces.web.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Masohi"

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

EMAIL_HOST = environment.text("MASOHI_MAIL_HOST", "")  # without one, nobody is sent e-mail
EMAIL_PORT = environment.number("MASOHI_MAIL_PORT", 587)
EMAIL_USE_TLS = environment.switch("MASOHI_MAIL_TLS", True)
EMAIL_HOST_USER = environment.text("MASOHI_MAIL_ACCOUNT", "")
EMAIL_HOST_PASSWORD = environment.secret("MASOHI_MAIL_PASSWORD")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("MASOHI_MAIL_FROM", EMAIL_HOST_USER or "masohi@localhost")

GATEWAY_URL = environment.text("MASOHI_GATEWAY_URL", "")  # without one, messages go by hand and on paper
GATEWAY_WAY = environment.choice("MASOHI_GATEWAY_WAY", ("wa", "sms"))
GATEWAY_TOKEN = environment.secret("MASOHI_GATEWAY_TOKEN")
GATEWAY_SECRET = environment.secret("MASOHI_GATEWAY_SECRET")  # signs the gateway's delivery reports

CERTIFICATES = environment.folder("MASOHI_CERTIFICATES")  # <unit>.p12 and <unit>.password; without them a pen signs
SIGNER = "masohi.writing.certificates.signer_for"  # loaded where CERTIFICATES is set

SERVER_THREADS = {"messages": "masohi.faces.notify.sender.keep_sending"}
WATCHDOGS = ["masohi.faces.notify.watch.silence"]  # each says a sentence where something has stopped, else nothing

HELP_CONTACT = environment.text("MASOHI_HELP_CONTACT", "")  # whom people may ask; shown as written

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [ROOT / "masohi" / "ui" / "locale"]
LANGUAGE_COOKIE_NAME = "bahasa"
USE_TZ = True
TIME_ZONE = "Asia/Jayapura"  # WIT; the database keeps UTC

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "media"
WHITENOISE_MAX_AGE = 31_536_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_secrets": {"()": "masohi.faces.log_secrets.NoSecrets"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_secrets"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"psycopg.pool": {"level": "ERROR"}},  # it warns at every try; the one that asked is told once
}

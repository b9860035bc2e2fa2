"""Who accompanies a child at its work (PP 58/2022 Art. 6(3), AN-04)."""

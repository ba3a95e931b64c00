"""Where the kernels of the repository are: real assembler output and its PTO IR, and texts that once fooled us."""

from pathlib import Path

_KERNELS = Path(__file__).parents[2] / "kernels"

CPP = _KERNELS / "corpus" / "cpp"
IR = _KERNELS / "corpus" / "ir"
PTO = _KERNELS / "corpus" / "pto"
NO_SYNC = _KERNELS / "no_sync"
REDTEAM = _KERNELS / "redteam"
REDTEAM2 = _KERNELS / "redteam2"
REDTEAM3 = _KERNELS / "redteam3"
RECORDINGS = _KERNELS / "recordings"
WRAPPED = _KERNELS / "wrapped"
FLASH_ATTENTION = _KERNELS / "flash_attention"

# Kernels by assembler and ptofix, for GNU make. What a kernel is made from is compared by content, not by time.
#
#   all: fa.so
#   include ptofix.mk
#   $(eval $(call ptofix_kernel,fa.cpp,fa.pto,--pto-arch=a3 --enable-insert-sync))
#   $(eval $(call ptofix_library,fa.so,fa.cpp,FA_Q_ROWS=1024 FA_S1_TILE=256 FA_QK_PRELOAD=3 FA_KV_SPLIT=1))
#
# PTOAS or PTOFIX_PTOAS is the real assembler, BISHENG the device compiler; docs/builds.md and README.md have the other
# variables. Paths have no blanks.

PTOFIX_FOLDER := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))

.PHONY: .ptofix-always
.ptofix-always:  # with a dot, so that it is not what plain `make` makes

# $(call ptofix_kernel,OUTPUT,INPUT,FLAGS)
define ptofix_kernel
$(1): $(1).inputs
	ptofix-ptoas $(3) $(2) -o $$@
$(1).inputs: $(2) .ptofix-always
	@$(PTOFIX_FOLDER)ptofix-inputs $$@ $(2) -- $(3)
endef

# $(call ptofix_library,OUTPUT,KERNEL,KNOBS)
define ptofix_library
$(1): $(1).inputs
	env $(3) $(PTOFIX_FOLDER)device-library $(2) $$@
$(1).inputs: $(2) .ptofix-always
	@env $(3) $(PTOFIX_FOLDER)device-library --inputs $(2) $(1)
endef

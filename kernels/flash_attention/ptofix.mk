# Kernels by assembler and ptofix, for GNU make. What a kernel is made from is compared by content, not by time.
#
#   include ptofix.mk
#   $(eval $(call ptofix_kernel,fa.cpp,fa.pto,--pto-arch=a3 --enable-insert-sync))
#
# PTOAS or PTOFIX_PTOAS is the real assembler; docs/builds.md has the other variables. Paths have no blanks.

PTOFIX_INPUTS := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))ptofix-inputs

.PHONY: ptofix-always
ptofix-always:

# $(call ptofix_kernel,OUTPUT,INPUT,FLAGS)
define ptofix_kernel
$(1).inputs: $(2) ptofix-always
	@$(PTOFIX_INPUTS) $$@ $(2) -- $(3)
$(1): $(1).inputs
	ptofix-ptoas $(3) $(2) -o $$@
endef

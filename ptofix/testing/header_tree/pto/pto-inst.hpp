
#ifndef ENTRY
#define ENTRY
#include <pto/common/tile.hpp>
#include "pto/common/instr.hpp"
#endif

#define EXITSCOPE_ISA baseline
#define EXITSCOPE_ISA_NAME "baseline"
#define EXITSCOPE_LANES 4
#include "core/engine/model/step_kernels_impl.h"

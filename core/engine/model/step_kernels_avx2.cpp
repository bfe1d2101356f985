#define EXITSCOPE_ISA avx2
#define EXITSCOPE_ISA_NAME "avx2"
#define EXITSCOPE_LANES 8
#include "core/engine/model/step_kernels_impl.h"

#define EXITSCOPE_ISA avx512
#define EXITSCOPE_ISA_NAME "avx512"
#define EXITSCOPE_LANES 16
#include "core/engine/model/step_kernels_impl.h"

#include "core/engine/run/step_cost.h"

namespace exitscope::engine {

cost::TokenMeasure costMeasure(calm::TokenMeasure measure)
{
    switch (measure) {
    case calm::TokenMeasure::Full:
    case calm::TokenMeasure::Fixed:
    case calm::TokenMeasure::Oracle:
        return cost::TokenMeasure::None;
    case calm::TokenMeasure::Margin:
    case calm::TokenMeasure::Confidence:
    case calm::TokenMeasure::Entropy:
        return cost::TokenMeasure::Softmax;
    case calm::TokenMeasure::Saturation:
        return cost::TokenMeasure::Saturation;
    case calm::TokenMeasure::Learned:
        return cost::TokenMeasure::Classifier;
    }
    return cost::TokenMeasure::None;
}

} // namespace exitscope::engine

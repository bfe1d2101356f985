#pragma once

#include <string>

namespace exitscope::bench {

/// What the engine's bench module measured; ratios are medians over paired rounds.
struct EngineMeasurements
{
    std::string setting; ///< "4 layers 768/12/3072, 26.3 tokens on average, avx512, OpenBLAS 0.3.21"
    double productRate = 0; ///< GFLOP/s of a 1024³ product, one thread
    double packedShare = 0; ///< real-token FLOP/s of the packed pass ÷ that rate
    double overSingle = 0; ///< time of one at a time ÷ packed, per token; plain LibTorch operators
    double overDatasetOrder = 0; ///< the same of padded batches of 32 in dataset order
    double overPadded128 = 0; ///< the same of padding to 128
    double overOwnSingle = 0; ///< our own pass on one example at a time ÷ packed
    double bfloat16Gain = 0; ///< F32 ÷ BF16 time; 0 where the processor has no bfloat16 products
    double secondStreamGain = 0; ///< two streams ÷ one, wall time; means little on a busy machine
    double secondStreamWaste
        = 0; ///< processor time of two streams ÷ one for the same work; 1 = none spins or waits busily
    double largestDifference = 0; ///< packed and single logits
    long flipped = 0, decisions = 0;
    double copyOverOpen = 0; ///< reading the checkpoint into memory ÷ opening it for inference
    double openMilliseconds = 0;
};

/// A policy that runs for real; ratios are medians over paired rounds.
struct ExecutionTimes
{
    double packedSpeedup = 0; ///< full depth ÷ policy, the same packs
    double batch1Speedup = 0; ///< the same, one example at a time
    double shareOfIdeal = 0; ///< of the packed speed-up, ideal = layers saved, by tokens
    double shareWithoutWaiting = 0; ///< the same when what remains of a pack goes on alone
    double overBatch1 = 0; ///< the policy one example at a time ÷ packed
};

struct ExecutionMeasurements
{
    std::string setting;
    double layersSaved = 0; ///< layers of the full model ÷ mean depth of a token
    ExecutionTimes exact, half; ///< F32; BF16, zeros where the processor has no such products
};

/// Tokens that leave by a hash, against the full model on the same batches of 32; ratios are medians over paired rounds.
struct TokenExitTimes
{
    double flopsSpeedup = 0; ///< of the hash, by the formula
    double wallSpeedup = 0;
    double savingKept = 0;   ///< of the FLOPs saving what becomes saving of time; 0 where nothing is saved
};

struct TokenExitMeasurements
{
    TokenExitTimes snli[3], long128[3]; ///< at about 1×, 2× and 3× by FLOPs
};

/// Writing with a made-up decoder. A pass is bound by reading the weights or by their products, whichever takes longer.
struct WritingTimes
{
    double shareOfBound = 0; ///< of the full model: the time of what binds it ÷ its time
    bool isMemoryBound = false;
    double layersSaved = 0; ///< 1 − mean exit ÷ layers, of the rule
    double savingKept = 0;  ///< of that what becomes saving of time
    double headShare = 0;   ///< of the full model's products those of the head, which no rule saves
};

struct GenerationMeasurements
{
    double bandwidth = 0;   ///< GB/s at which one thread reads memory
    double productRate = 0; ///< GFLOP/s of a 1024³ product, one thread
    WritingTimes one, many; ///< one text at a time; 32
    double softmaxSpeedup = 0; ///< the full model ÷ softmax exits at the same mean depth, one text, a vocabulary of 32,000
    double softmaxLayersSaved = 0;
};

/// A training step of batches of 32; shares are of the sgemm rate, by the FLOPs of real tokens in the layers.
struct TrainingTimes
{
    double stepShare = 0;  ///< forward, backward, clipping and AdamW
    double passShare = 0;  ///< forward and backward
    double forwardShare = 0, backwardShare = 0;
    double forwardMilliseconds = 0, backwardMilliseconds = 0, updateMilliseconds = 0; ///< a step
    double allExitsOverOne = 0; ///< both passes with an exit after every layer ÷ with the last one alone
    double halfGain = 0; ///< F32 step ÷ step with products in bfloat16; 0 where the processor has none
    double tokensPerSecond = 0;
};

struct TrainingMeasurements
{
    double productRate = 0; ///< GFLOP/s of a 1024³ product, one thread
    TrainingTimes base, small;
    double memoryGrowth = 0; ///< peak memory per token of the second doubling of tokens ÷ the first; 1 = linear
    double kilobytesPerToken = 0;
    std::string ownVersion, pythonVersion; ///< of LibTorch; of Python's torch, empty where there is none
    double overPython = 0, overPythonSorted = 0; ///< Python's step ÷ ours; 0 where versions differ
};

/// Exported by the module as "exitscope_measure_training".
using MeasureTraining = void (*)(const char* folder, TrainingMeasurements& result);

/// Exported by the module as "exitscope_measure_generation".
using MeasureGeneration = void (*)(const char* folder, GenerationMeasurements& result);

/// Exported by the module as "exitscope_measure_token_exits".
using MeasureTokenExits = void (*)(const char* folder, TokenExitMeasurements& result);

/// Exported by the module as "exitscope_measure_execution".
using MeasureExecution = void (*)(const char* folder, ExecutionMeasurements& result);

/// Exported by the module as "exitscope_measure_engine". It links the engine's objects, so that the bench
/// program itself starts without LibTorch.
using MeasureEngine = void (*)(const char* folder, EngineMeasurements& result);

} // namespace exitscope::bench

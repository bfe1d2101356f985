<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>ActionWords</name>
        <message>
            <source>Show or hide this part of the window</source>
            <translation>显示或隐藏窗口的此部分</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>tip, keys</comment>
            <translation>%1（%2）</translation>
        </message>
    </context>
    <context>
        <name>CopyWords</name>
        <message numerus="yes">
            <source>… and %Ln more paragraph(s)</source>
            <translation>
                <numerusform>… 以及另外 %Ln 段</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DetailText</name>
        <message>
            <source>“exitscope execute” runs the policy for real and measures it</source>
            <translation>“exitscope execute”会实际执行策略并测量耗时</translation>
        </message>
        <message>
            <source>Speed-up</source>
            <translation>加速比</translation>
        </message>
        <message>
            <source>Layers saved</source>
            <translation>按节省的层数</translation>
        </message>
        <message>
            <source>Layers of the full model over the mean exit layer</source>
            <translation>完整模型的层数与平均退出层之比</translation>
        </message>
        <message>
            <source>Wall, batch 1</source>
            <translation>实测，逐个处理</translation>
        </message>
        <message>
            <source>Wall, packed</source>
            <translation>实测，打包批次</translation>
        </message>
        <message>
            <source>Operating point</source>
            <translation>工作点</translation>
        </message>
        <message>
            <source>Policy</source>
            <translation>策略</translation>
        </message>
        <message>
            <source>Mean exit layer</source>
            <translation>平均退出层</translation>
        </message>
        <message>
            <source>With the 95 % bootstrap interval over the examples</source>
            <translation>附基于样本的 95% 自助法区间</translation>
        </message>
        <message>
            <source>FLOPs</source>
            <translation>FLOPs</translation>
        </message>
        <message>
            <source>%1 %</source>
            <translation>%1%</translation>
        </message>
        <message>
            <source>FLOPs spent, every tried exit head included, over those of the full model; real lengths</source>
            <translation>实际花费的 FLOPs（含每个尝试过的出口头）与完整模型之比；按真实长度计算</translation>
        </message>
        <message>
            <source>Full model</source>
            <translation>完整模型</translation>
        </message>
        <message>
            <source>%1 of the full model</source>
            <translation>完整模型的%1</translation>
        </message>
        <message>
            <source>Trace</source>
            <translation>轨迹</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>单元</translation>
        </message>
        <message>
            <source>Exits</source>
            <translation>出口</translation>
        </message>
        <message>
            <source>Headroom taken</source>
            <translation>已利用的提升空间</translation>
        </message>
        <message>
            <source>none is left</source>
            <translation>已无空间</translation>
        </message>
        <message>
            <source>How far from leaving everywhere at one layer to the oracle, at this mean exit layer</source>
            <translation>在此平均退出层下，从固定层退出到理想上界(oracle)之间走了多远</translation>
        </message>
        <message>
            <source>%1 ± %2</source>
            <comment>value, half of its interval</comment>
            <translation>%1 ± %2</translation>
        </message>
        <message>
            <source>%1×</source>
            <translation>%1×</translation>
        </message>
        <message>
            <source>not measured</source>
            <translation>未测量</translation>
        </message>
    </context>
    <context>
        <name>FigureText</name>
        <message>
            <source>One column (3.25 in)</source>
            <translation>单栏（3.25 in）</translation>
        </message>
        <message>
            <source>Two columns (6.75 in)</source>
            <translation>双栏（6.75 in）</translation>
        </message>
        <message>
            <source>ACL, one column (7.7 cm)</source>
            <translation>ACL，单栏（7.7 cm）</translation>
        </message>
        <message>
            <source>ACL, two columns (16.0 cm)</source>
            <translation>ACL，双栏（16.0 cm）</translation>
        </message>
        <message>
            <source>CVPR, one column (3.25 in)</source>
            <translation>CVPR，单栏（3.25 in）</translation>
        </message>
        <message>
            <source>CVPR, two columns (6.875 in)</source>
            <translation>CVPR，双栏（6.875 in）</translation>
        </message>
        <message>
            <source>Slide, 16:9</source>
            <translation>幻灯片，16:9</translation>
        </message>
    </context>
    <context>
        <name>GeneratedWords</name>
        <message>
            <source>“%1”</source>
            <comment>a token</comment>
            <translation>“%1”</translation>
        </message>
        <message>
            <source>token %1, id %2</source>
            <translation>词元 %1，编号 %2</translation>
        </message>
        <message>
            <source>left after layer %1 of %2</source>
            <translation>在第 %1 层后退出，共 %2 层</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>a measure, its value</comment>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>not in the other text</source>
            <translation>另一文本中没有</translation>
        </message>
        <message>
            <source>in the other text after layer %1</source>
            <translation>在另一文本中于第 %1 层后退出</translation>
        </message>
    </context>
    <context>
        <name>HashText</name>
        <message>
            <source>random, a token always the same</source>
            <translation>随机，同一词元总是相同</translation>
        </message>
        <message>
            <source>random, at every place anew</source>
            <translation>随机，每个位置重新抽取</translation>
        </message>
        <message>
            <source>frequency</source>
            <translation>频率</translation>
        </message>
        <message>
            <source>mutual information</source>
            <translation>互信息</translation>
        </message>
        <message>
            <source>clusters of embeddings</source>
            <translation>词向量聚类</translation>
        </message>
        <message numerus="yes">
            <source>hash by %1, %Ln bucket(s)</source>
            <translation>
                <numerusform>哈希（%1），%Ln 个桶</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>JobText</name>
        <message>
            <source>%1 s left</source>
            <translation>剩余 %1 秒</translation>
        </message>
        <message>
            <source>%1 min left</source>
            <translation>剩余 %1 分钟</translation>
        </message>
        <message>
            <source>%1 h %2 min left</source>
            <translation>剩余 %1 小时 %2 分钟</translation>
        </message>
    </context>
    <context>
        <name>LensWords</name>
        <message>
            <source>where B leaves (layer %1), with another answer</source>
            <translation>与 B 同层退出（第 %1 层），答案不同</translation>
        </message>
        <message>
            <source>where B leaves (layer %1), with the same answer</source>
            <translation>与 B 同层退出（第 %1 层），答案相同</translation>
        </message>
        <message>
            <source>earlier than B (layer %1), with another answer</source>
            <translation>早于 B（第 %1 层）退出，答案不同</translation>
        </message>
        <message>
            <source>earlier than B (layer %1), with the same answer</source>
            <translation>早于 B（第 %1 层）退出，答案相同</translation>
        </message>
        <message>
            <source>later than B (layer %1), with another answer</source>
            <translation>晚于 B（第 %1 层）退出，答案不同</translation>
        </message>
        <message>
            <source>later than B (layer %1), with the same answer</source>
            <translation>晚于 B（第 %1 层）退出，答案相同</translation>
        </message>
    </context>
    <context>
        <name>LogText</name>
        <message>
            <source>Information</source>
            <translation>信息</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>错误</translation>
        </message>
    </context>
    <context>
        <name>OfferText</name>
        <message>
            <source>At most %1 points (every distinct outcome is one), %2</source>
            <translation>最多 %1 个点（每种不同的结果为一个），%2</translation>
        </message>
        <message>
            <source>%1 points, %2</source>
            <translation>%1 个点，%2</translation>
        </message>
        <message>
            <source>less than a second</source>
            <translation>不到一秒</translation>
        </message>
        <message numerus="yes">
            <source>about %n second(s)</source>
            <translation>
                <numerusform>约 %n 秒</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n minute(s)</source>
            <translation>
                <numerusform>约 %n 分钟</numerusform>
            </translation>
        </message>
        <message>
            <source>not defined for regression</source>
            <translation>不适用于回归</translation>
        </message>
        <message>
            <source>only for regression</source>
            <translation>仅适用于回归</translation>
        </message>
        <message>
            <source>needs labels, and this trace has none</source>
            <translation>需要标签，而此轨迹没有</translation>
        </message>
        <message>
            <source>needs the similarity of states, and this trace has none; trace the model again</source>
            <translation>需要状态相似度，而此轨迹没有；请重新记录该模型的轨迹</translation>
        </message>
        <message>
            <source>needs the scores of learned exits, and this trace has none; trace a model that has them</source>
            <translation>需要学习型出口的得分，而此轨迹没有；请用带有这类出口的模型记录轨迹</translation>
        </message>
        <message>
            <source>needs several complete models traced on the same dataset; give their traces to exitscope sweep</source>
            <translation>需要在同一数据集上记录的多个完整模型的轨迹；请将这些轨迹交给 exitscope sweep</translation>
        </message>
        <message>
            <source>decides within one model, and this is a cascade of several</source>
            <translation>在单个模型内部作出决定，而这里是由多个模型组成的级联</translation>
        </message>
        <message>
            <source>needs the logits of all classes, and this trace keeps only what follows from them</source>
            <translation>需要所有类别的 logits，而此轨迹只保留由其得出的量</translation>
        </message>
    </context>
    <context>
        <name>OutcomeShelf</name>
        <message>
            <source>as it was written</source>
            <translation>写出时的退出层</translation>
        </message>
    </context>
    <context>
        <name>PaneText</name>
        <message>
            <source>what-if</source>
            <translation>假设</translation>
        </message>
        <message>
            <source>executed</source>
            <translation>已执行</translation>
        </message>
        <message>
            <source>hash table</source>
            <translation>哈希表</translation>
        </message>
        <message>
            <source>What-if: replayed from the trace, in which no token is frozen. When the model runs, others see the frozen states of those that left, and may leave elsewhere.</source>
            <translation>假设：由跟踪重放得到，其中没有词元被冻结。模型实际运行时，其他词元看到的是已退出词元的冻结状态，因而可能在别处退出。</translation>
        </message>
        <message>
            <source>Executed: the model was run, and what left was frozen.</source>
            <translation>已执行：模型实际运行过，退出者被冻结。</translation>
        </message>
        <message>
            <source>Hash table: the table alone sends every word to its exit, as an execution would. The answers are those of the replay.</source>
            <translation>哈希表：仅凭这张表就能确定每个词的出口，与实际执行一致。答案取自重放。</translation>
        </message>
        <message>
            <source>mean exit %1 of %2</source>
            <translation>平均退出层 %1 / %2</translation>
        </message>
        <message>
            <source>speed-up %1×</source>
            <translation>加速比 %1×</translation>
        </message>
        <message>
            <source>measured %1×</source>
            <translation>实测 %1×</translation>
        </message>
        <message>
            <source>%1 of %2 layers a token, special tokens included</source>
            <translation>每个词元 %1 / %2 层，含特殊词元</translation>
        </message>
        <message>
            <source>speed-up by FLOPs %1×</source>
            <translation>按 FLOPs 加速 %1×</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>hash by %1</source>
            <translation>哈希（%1）</translation>
        </message>
    </context>
    <context>
        <name>PathText</name>
        <message>
            <source>Model folder</source>
            <translation>模型文件夹</translation>
        </message>
        <message>
            <source>Datasets (*.tsv *.csv *.jsonl *.json *.txt *.conll *.conllu *.safetensors *.gz);;All files (*)</source>
            <translation>数据集 (*.tsv *.csv *.jsonl *.json *.txt *.conll *.conllu *.safetensors *.gz);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Choose a model: a folder with config.json and weights, or a TorchScript file.</source>
            <translation>请选择模型：含 config.json 和权重的文件夹，或 TorchScript 文件。</translation>
        </message>
        <message>
            <source>The model folder does not exist.</source>
            <translation>模型文件夹不存在。</translation>
        </message>
        <message>
            <source>There is no config.json in the model folder.</source>
            <translation>模型文件夹中没有 config.json。</translation>
        </message>
        <message>
            <source>Choose a dataset: TSV, CSV, JSON lines, text, CoNLL or safetensors.</source>
            <translation>请选择数据集：TSV、CSV、JSON lines、文本、CoNLL 或 safetensors。</translation>
        </message>
        <message>
            <source>The dataset file does not exist.</source>
            <translation>数据集文件不存在。</translation>
        </message>
    </context>
    <context>
        <name>PlotText</name>
        <message>
            <source>Calibration</source>
            <translation>校准</translation>
        </message>
        <message>
            <source>Risk: right answers lost</source>
            <translation>风险：丢失正确答案</translation>
        </message>
        <message>
            <source>Risk: answers changed</source>
            <translation>风险：答案改变</translation>
        </message>
        <message>
            <source>layer %1: %2 of %3 units</source>
            <translation>第 %1 层：%3 个单元中的 %2 个</translation>
        </message>
        <message>
            <source>Exits</source>
            <translation>出口</translation>
        </message>
        <message>
            <source>Exit layer</source>
            <translation>退出层</translation>
        </message>
        <message>
            <source>Share of units</source>
            <translation>单元占比</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>各层</translation>
        </message>
        <message numerus="yes">
            <source>%n point(s) left out: a logarithmic axis cannot show values of 0 or less.</source>
            <translation>
                <numerusform>略去 %n 个点：对数坐标轴无法显示小于或等于 0 的值。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n point(s) left out: not a number.</source>
            <translation>
                <numerusform>略去 %n 个点：不是数值。</numerusform>
            </translation>
        </message>
        <message>
            <source>Heat map of %1: %2 against %3, %4 by %5 cells.</source>
            <translation>%1的热图：纵轴 %2，横轴 %3，%4 × %5 格。</translation>
        </message>
        <message numerus="yes">
            <source>%n series</source>
            <translation>
                <numerusform>%n 个系列</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n point(s)</source>
            <translation>
                <numerusform>%n 个点</numerusform>
            </translation>
        </message>
        <message>
            <source>Plot of %1 against %2: %3, %4.</source>
            <translation>纵轴 %1、横轴 %2 的图：%3，%4。</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>Speed-up by layers</source>
            <translation>按层数的加速比</translation>
        </message>
        <message>
            <source>Speed-up by FLOPs</source>
            <translation>按 FLOPs 的加速比</translation>
        </message>
        <message>
            <source>Measured speed-up</source>
            <translation>实测加速比</translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s) first right after layer %1, wrong at the end, and right where they leave</source>
            <translation>
                <numerusform>%Ln 个单元首次在第 %1 层之后答对、最终答错，在退出处答对</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s) first right after layer %1, wrong at the end, and wrong where they leave</source>
            <translation>
                <numerusform>%Ln 个单元首次在第 %1 层之后答对、最终答错，在退出处答错</numerusform>
            </translation>
        </message>
        <message>
            <source>Overthinking</source>
            <translation>过度思考</translation>
        </message>
        <message>
            <source>First right after layer</source>
            <translation>首次答对的层</translation>
        </message>
        <message>
            <source>Units wrong at the end</source>
            <translation>最终答错的单元</translation>
        </message>
        <message>
            <source>right under %1</source>
            <translation>按“%1”答对</translation>
        </message>
        <message>
            <source>wrong under %1</source>
            <translation>按“%1”答错</translation>
        </message>
        <message numerus="yes">
            <source>%n unit(s) are right at some exit and wrong at the last</source>
            <translation>
                <numerusform>%n 个单元在某个出口答对、在最后一个出口答错</numerusform>
            </translation>
        </message>
        <message>
            <source>Reliability</source>
            <translation>可靠性</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>置信度</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>准确率</translation>
        </message>
        <message>
            <source>Calibration error</source>
            <translation>校准误差</translation>
        </message>
        <message>
            <source>ECE, 15 bins</source>
            <translation>ECE，15 个分箱</translation>
        </message>
        <message>
            <source>layer %1</source>
            <translation>第 %1 层</translation>
        </message>
        <message>
            <source>95 % bootstrap; read its upper end</source>
            <translation>95% 自助法区间；请看其上端</translation>
        </message>
        <message>
            <source>± 1 standard deviation over seeds, n = %1</source>
            <translation>各随机种子的 ± 1 个标准差，n = %1</translation>
        </message>
        <message>
            <source>least to greatest of the seeds, n = %1</source>
            <translation>各随机种子的最小值到最大值，n = %1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>curve, what its band is</comment>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>Sentences</source>
            <translation>句子</translation>
        </message>
        <message>
            <source>leaves here</source>
            <translation>在此退出</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>词元</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>词元</translation>
        </message>
        <message>
            <source>layer %1 alone: %2 right</source>
            <translation>单独使用第 %1 层：正确 %2</translation>
        </message>
        <message>
            <source>A: %1</source>
            <translation>A：%1</translation>
        </message>
        <message>
            <source>not tested: one before it failed</source>
            <translation>未检验：之前有一项未通过</translation>
        </message>
        <message>
            <source>passed: the risk is at most delta</source>
            <translation>通过：风险不超过 delta</translation>
        </message>
        <message>
            <source>failed: a risk above delta cannot be ruled out</source>
            <translation>失败：不能排除风险高于 delta</translation>
        </message>
        <message>
            <source>%1 = %2
risk %3, at most %4
p = %5
mean exit %6
%7</source>
            <translation>%1 = %2
风险 %3，至多 %4
p = %5
平均退出层 %6
%7</translation>
        </message>
        <message>
            <source>upper bound</source>
            <translation>上界</translation>
        </message>
        <message>
            <source>risk on the calibration half</source>
            <translation>校准部分的风险</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>not tested</source>
            <translation>未检验</translation>
        </message>
        <message>
            <source>delta = %1</source>
            <translation>delta = %1</translation>
        </message>
        <message>
            <source>chosen</source>
            <translation>选定</translation>
        </message>
        <message>
            <source>test half</source>
            <translation>测试部分</translation>
        </message>
        <message>
            <source>Calibrated on %1 examples, held out %2.</source>
            <translation>在 %1 个样本上校准，留出 %2 个。</translation>
        </message>
        <message>
            <source>There the risk is %1 (delta %2), the mean exit %3, a speed-up of %4× by layers.</source>
            <translation>在留出样本上，风险为 %1（delta %2），平均退出层为 %3，按层数加速 %4×。</translation>
        </message>
        <message>
            <source>%1: %2, with the full model %3.</source>
            <translation>%1：%2，完整模型为 %3。</translation>
        </message>
        <message>
            <source>batches of %1 tokens</source>
            <translation>每批 %1 个词元</translation>
        </message>
        <message>
            <source>packed batches</source>
            <translation>打包批次</translation>
        </message>
        <message>
            <source>one at a time</source>
            <translation>逐个处理</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>policy, how it was batched</comment>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>all that is saved</source>
            <translation>节省的全部</translation>
        </message>
        <message>
            <source>each exit alone</source>
            <translation>单独使用各出口</translation>
        </message>
        <message>
            <source>%1: each exit alone</source>
            <translation>%1：单独使用各出口</translation>
        </message>
        <message>
            <source>those leaving there, %1</source>
            <translation>在该层退出者，%1</translation>
        </message>
        <message>
            <source>%1: those leaving there, %2</source>
            <translation>%1：在该层退出者，%2</translation>
        </message>
        <message numerus="yes">
            <source>layer %1: %n unit(s) leave, %2 of them right</source>
            <translation>
                <numerusform>第 %1 层：%n 个单元退出，其中正确者占 %2</numerusform>
            </translation>
        </message>
        <message>
            <source>mean exit %1 of %2</source>
            <translation>平均退出层 %1 / %2</translation>
        </message>
        <message>
            <source>speed-up %1×</source>
            <translation>加速比 %1×</translation>
        </message>
        <message>
            <source>%1 of the full model's FLOPs</source>
            <translation>完整模型 FLOPs 的 %1</translation>
        </message>
        <message>
            <source>measured %1× in packed batches</source>
            <translation>打包批次实测 %1×</translation>
        </message>
        <message>
            <source>measured %1× one at a time</source>
            <translation>逐个处理实测 %1×</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>run %1</source>
            <translation>运行 %1</translation>
        </message>
        <message>
            <source>takes %1 % of the oracle's headroom</source>
            <translation>利用了理想上界(oracle)提升空间的 %1%</translation>
        </message>
        <message>
            <source>FLOPs relative to the full model</source>
            <translation>相对完整模型的 FLOPs</translation>
        </message>
        <message>
            <source>Mean exit layer</source>
            <translation>平均退出层</translation>
        </message>
        <message>
            <source>Measured time relative to the full model</source>
            <translation>相对完整模型的实测耗时</translation>
        </message>
        <message>
            <source>MFLOPs per input</source>
            <translation>每个输入的 MFLOPs</translation>
        </message>
        <message>
            <source>F1</source>
            <translation>F1</translation>
        </message>
        <message>
            <source>F1 of spans</source>
            <translation>片段 F1</translation>
        </message>
        <message>
            <source>Matthews correlation</source>
            <translation>Matthews 相关系数</translation>
        </message>
        <message>
            <source>Pearson correlation</source>
            <translation>Pearson 相关系数</translation>
        </message>
        <message>
            <source>Spearman correlation</source>
            <translation>Spearman 相关系数</translation>
        </message>
        <message>
            <source>Mean of accuracy and F1</source>
            <translation>准确率与 F1 的均值</translation>
        </message>
        <message>
            <source>Mean of Pearson and Spearman correlation</source>
            <translation>Pearson 与 Spearman 相关系数的均值</translation>
        </message>
        <message>
            <source>fixed layers</source>
            <translation>固定层</translation>
        </message>
        <message>
            <source>full model</source>
            <translation>完整模型</translation>
        </message>
        <message>
            <source>oracle</source>
            <translation>理想上界(oracle)</translation>
        </message>
        <message>
            <source>oracle of agreement</source>
            <translation>一致性理想上界(oracle)</translation>
        </message>
        <message>
            <source>calibrated</source>
            <translation>完全校准</translation>
        </message>
        <message>
            <source>%1, ECE %2</source>
            <translation>%1，ECE %2</translation>
        </message>
        <message numerus="yes">
            <source>confidence %1 to %2: %Ln unit(s), sure of %3, right %4</source>
            <translation>
                <numerusform>置信度 %1 到 %2：%Ln 个单元，平均置信度 %3，准确率 %4</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>expected calibration error</source>
            <translation>期望校准误差</translation>
        </message>
        <message>
            <source>mean %1</source>
            <translation>均值 %1</translation>
        </message>
        <message>
            <source>standard deviation %1</source>
            <translation>标准差 %1</translation>
        </message>
        <message>
            <source>from %1 to %2</source>
            <translation>从 %1 到 %2</translation>
        </message>
        <message>
            <source>%1, mean of runs %2</source>
            <translation>%1，运行 %2 的均值</translation>
        </message>
        <message>
            <source>%1, mean</source>
            <translation>%1，均值</translation>
        </message>
        <message>
            <source>%1 % of %2 draws of %3, n = %4</source>
            <comment>level, how many, of what, examples</comment>
            <translation>%3的 %2 次重抽样中的 %1%，n = %4</translation>
        </message>
        <message>
            <source>the frontier</source>
            <translation>前沿</translation>
        </message>
        <message>
            <source>at this cost the frontier lies from %1 to %2 in %3 % of draws</source>
            <translation>在此代价下，%3% 的重抽样中前沿位于 %1 到 %2</translation>
        </message>
        <message>
            <source>each point</source>
            <translation>每个点</translation>
        </message>
        <message>
            <source>from %1 to %2 in %3 % of draws</source>
            <translation>%3% 的重抽样中位于 %1 到 %2</translation>
        </message>
        <message>
            <source>Trade-off</source>
            <translation>权衡</translation>
        </message>
        <message>
            <source> (95 %: %1 to %2)</source>
            <translation>（95%：%1 到 %2）</translation>
        </message>
        <message>
            <source>95 % bootstrap interval</source>
            <translation>95% 自助法区间</translation>
        </message>
        <message>
            <source>those that leave there, %1</source>
            <translation>在该处退出者，%1</translation>
        </message>
        <message numerus="yes">
            <source>layer %1: %Ln unit(s) leave there, %2 of them right</source>
            <translation>
                <numerusform>第 %1 层：%Ln 个单元在此退出，其中正确者占 %2</numerusform>
            </translation>
        </message>
        <message>
            <source>B: %1</source>
            <translation>B：%1</translation>
        </message>
        <message numerus="yes">
            <source>%1, layer %2: %Ln unit(s)</source>
            <translation>
                <numerusform>%1，第 %2 层：%Ln 个单元</numerusform>
            </translation>
        </message>
        <message>
            <source>No setting passed: only the full model, without early exits, keeps to the tolerance.</source>
            <translation>没有设置通过检验：只有不提前退出的完整模型能保持在容许范围内。</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, the error grows over the full model's by at most %2 on average (differences above %3 count as that).</source>
            <translation>就校准样本的抽取而言，以至少 %1 % 的概率，误差相对完整模型的平均增加不超过 %2（超过 %3 的差异按此计）。</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, answers differ from the full model's by at most %2 on average (differences above %3 count as that).</source>
            <translation>就校准样本的抽取而言，以至少 %1 % 的概率，答案与完整模型的平均差异不超过 %2（超过 %3 的差异按此计）。</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, at most %2 % of answers are wrong where the full model is right.</source>
            <translation>就校准样本的抽取而言，以至少 %1 % 的概率，完整模型答对而提前退出答错的答案不超过 %2 %。</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, at most %2 % of answers differ from the full model's.</source>
            <translation>就校准样本的抽取而言，以至少 %1 % 的概率，与完整模型不同的答案不超过 %2 %。</translation>
        </message>
        <message>
            <source>Comparison</source>
            <translation>对比</translation>
        </message>
        <message>
            <source>%1×</source>
            <translation>%1×</translation>
        </message>
        <message>
            <source>%1 (scrubber)</source>
            <translation>%1（滑块）</translation>
        </message>
        <message>
            <source>%1, %2 = %3
%4: %5
speed-up by layers: %6×
mean exit: %7</source>
            <translation>%1，%2 = %3
%4：%5
按层数的加速比：%6×
平均退出层：%7</translation>
        </message>
        <message>
            <source>where units leave</source>
            <translation>单元退出之处</translation>
        </message>
        <message>
            <source>Buckets of the hash</source>
            <translation>哈希的桶</translation>
        </message>
        <message>
            <source>Share, %</source>
            <translation>占比，%</translation>
        </message>
        <message>
            <source>vocabulary entries</source>
            <translation>词表条目</translation>
        </message>
        <message>
            <source>occurrences in the corpus</source>
            <translation>语料中的出现次数</translation>
        </message>
        <message>
            <source>%1, exit %2: %3 %</source>
            <translation>%1，出口 %2：%3 %</translation>
        </message>
        <message>
            <source>majority</source>
            <translation>多数</translation>
        </message>
        <message>
            <source>guess by priors</source>
            <translation>按先验猜测</translation>
        </message>
        <message>
            <source>linear on mean embeddings</source>
            <translation>平均词嵌入上的线性模型</translation>
        </message>
        <message>
            <source>linear on the frozen backbone</source>
            <translation>冻结主干上的线性模型</translation>
        </message>
        <message>
            <source>BiLSTM</source>
            <translation>BiLSTM</translation>
        </message>
        <message>
            <source>transformer</source>
            <translation>Transformer</translation>
        </message>
        <message>
            <source>Difficulty</source>
            <translation>难度</translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>出口</translation>
        </message>
        <message>
            <source>Accuracy of the prediction</source>
            <translation>预测的准确率</translation>
        </message>
        <message>
            <source>share that the exit gets right</source>
            <translation>该出口答对的占比</translation>
        </message>
        <message>
            <source>Exits along the text</source>
            <translation>沿文本的退出层</translation>
        </message>
        <message>
            <source>each token, %1</source>
            <translation>每个词元，%1</translation>
        </message>
        <message>
            <source>token %1, “%2”: layer %3</source>
            <translation>词元 %1，“%2”：第 %3 层</translation>
        </message>
        <message>
            <source>running mean of %1 tokens</source>
            <translation>%1 个词元的滑动平均</translation>
        </message>
        <message numerus="yes">
            <source>mean of %Ln text(s), %1</source>
            <translation>
                <numerusform>%Ln 个文本的平均，%1</numerusform>
            </translation>
        </message>
        <message>
            <source>one standard deviation to both sides</source>
            <translation>上下各一个标准差</translation>
        </message>
        <message numerus="yes">
            <source>token %1: layer %2 on average of %Ln text(s)</source>
            <translation>
                <numerusform>词元 %1：%Ln 个文本平均为第 %2 层</numerusform>
            </translation>
        </message>
        <message>
            <source>Generated text</source>
            <translation>生成的文本</translation>
        </message>
        <message>
            <source>Where tokens leave</source>
            <translation>词元在何处退出</translation>
        </message>
        <message>
            <source>Share of tokens</source>
            <translation>词元比例</translation>
        </message>
        <message>
            <source>Agreement with the full model</source>
            <translation>与完整模型的一致率</translation>
        </message>
        <message>
            <source>Perplexity</source>
            <translation>困惑度</translation>
        </message>
        <message>
            <source>Bits per token</source>
            <translation>每词元比特数</translation>
        </message>
        <message>
            <source>%1 (less is better)</source>
            <translation>%1（越小越好）</translation>
        </message>
        <message>
            <source>layer %1 alone: perplexity %2, %3 bits per token, %4 of the next words right</source>
            <translation>单独使用第 %1 层：困惑度 %2，每词元 %3 比特，下一个词正确 %4</translation>
        </message>
        <message>
            <source>mean rank of the word that comes: %1</source>
            <translation>实际出现的词的平均排名：%1</translation>
        </message>
        <message>
            <source>Agreement</source>
            <translation>一致率</translation>
        </message>
        <message>
            <source>Share of the words</source>
            <translation>词的占比</translation>
        </message>
        <message>
            <source>says what the last layer says</source>
            <translation>与最后一层的预测相同</translation>
        </message>
        <message>
            <source>and so does every layer above it</source>
            <translation>且其上各层也都相同</translation>
        </message>
        <message>
            <source>mean rank of the word that the last layer says: %1</source>
            <translation>最后一层所预测的词的平均排名：%1</translation>
        </message>
        <message>
            <source>layer %1 predicts %2 of the words as the last layer does</source>
            <translation>第 %1 层对 %2 的词的预测与最后一层相同</translation>
        </message>
        <message>
            <source>by layer %1 the prediction of %2 of the words stays what it is at the end</source>
            <translation>到第 %1 层，%2 的词的预测已与最终相同并保持不变</translation>
        </message>
        <message>
            <source>Risk: what texts lose against their references</source>
            <translation>风险：文本相对参考译文的损失</translation>
        </message>
        <message>
            <source>Risk: distance from the full model's texts</source>
            <translation>风险：与完整模型文本的距离</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, at most %2 % of texts miss their reference where the full model's meets it.</source>
            <translation>在校准抽样上以至少 %1 % 的概率，至多 %2 % 的文本未能达到完整模型所达到的参考。</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, at most %2 % of texts differ from the full model's.</source>
            <translation>在校准抽样上以至少 %1 % 的概率，至多 %2 % 的文本与完整模型的不同。</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, texts are at most %2 further from their references than the full model's on average (%3, gains not counted).</source>
            <translation>在校准抽样上以至少 %1 % 的概率，文本与参考的距离平均比完整模型的至多大 %2（%3，改进不计）。</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, texts are at most %2 away from the full model's on average (%3).</source>
            <translation>在校准抽样上以至少 %1 % 的概率，文本与完整模型文本的平均距离至多为 %2（%3）。</translation>
        </message>
        <message>
            <source>There the risk is %1, which keeps to delta (%2 % of it); the mean exit %3, %4 % of the FLOPs, %5× as fast by the clock.</source>
            <translation>在留出文本上，风险为 %1，不超过 delta（为其 %2 %）；平均退出层为 %3，FLOPs 为 %4 %，实测速度为 %5×。</translation>
        </message>
        <message>
            <source>There the risk is %1, which is above delta (%2 % of it); the mean exit %3, %4 % of the FLOPs, %5× as fast by the clock.</source>
            <translation>在留出文本上，风险为 %1，超过 delta（为其 %2 %）；平均退出层为 %3，FLOPs 为 %4 %，实测速度为 %5×。</translation>
        </message>
        <message>
            <source>F1 of tokens</source>
            <translation>词元 F1</translation>
        </message>
        <message>
            <source>ROUGE-L against the full model</source>
            <translation>相对完整模型的 ROUGE-L</translation>
        </message>
        <message>
            <source>Share of texts that are the full model's</source>
            <translation>与完整模型相同的文本比例</translation>
        </message>
        <message>
            <source>exit %1</source>
            <translation>出口 %1</translation>
        </message>
        <message>
            <source>tuning</source>
            <comment>a stretch of a training, short</comment>
            <translation>微调</translation>
        </message>
        <message>
            <source>last exit</source>
            <comment>a stretch of a training, short</comment>
            <translation>最后出口</translation>
        </message>
        <message>
            <source>exits</source>
            <comment>a stretch of a training, short</comment>
            <translation>出口</translation>
        </message>
        <message>
            <source>classifier</source>
            <comment>a stretch of a training, short</comment>
            <translation>分类器</translation>
        </message>
        <message>
            <source>assistant</source>
            <comment>a stretch of a training, short</comment>
            <translation>助手</translation>
        </message>
        <message>
            <source>features</source>
            <comment>a stretch of a training, short</comment>
            <translation>特征</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>步</translation>
        </message>
        <message>
            <source>step %1 of %2</source>
            <translation>第 %1 步，共 %2 步</translation>
        </message>
        <message>
            <source>loss: %1</source>
            <translation>损失：%1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>part of a loss: value</comment>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>%1 tokens a second</source>
            <translation>每秒 %1 个词元</translation>
        </message>
        <message>
            <source>mean: %1</source>
            <translation>平均：%1</translation>
        </message>
        <message>
            <source>exit %1: %2</source>
            <translation>出口 %1：%2</translation>
        </message>
        <message>
            <source>the best so far</source>
            <translation>迄今最佳</translation>
        </message>
        <message>
            <source>mean of all exits</source>
            <translation>所有出口的平均</translation>
        </message>
        <message>
            <source>kept</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>fine-tuning</source>
            <translation>微调</translation>
        </message>
        <message>
            <source>fine-tuning, last exit</source>
            <translation>微调最后出口</translation>
        </message>
        <message>
            <source>exits on the frozen trunk</source>
            <translation>在冻结主干上训练出口</translation>
        </message>
        <message>
            <source>exits from the last exit</source>
            <translation>出口向最后出口学习</translation>
        </message>
        <message>
            <source>exit classifier on the frozen model</source>
            <translation>在冻结模型上训练退出分类器</translation>
        </message>
        <message>
            <source>teacher assistant</source>
            <translation>教师助手</translation>
        </message>
        <message>
            <source>judging</source>
            <translation>评估重要性</translation>
        </message>
        <message>
            <source>pruning</source>
            <translation>剪枝</translation>
        </message>
        <message>
            <source>feature recovery</source>
            <translation>特征恢复</translation>
        </message>
        <message>
            <source>recovery</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>%1 %2 of %3</source>
            <comment>phase, number, of how many</comment>
            <translation>%1，第 %2 次，共 %3 次</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>what is minimised</source>
            <translation>最小化的总和</translation>
        </message>
        <message>
            <source>On dev</source>
            <translation>开发集</translation>
        </message>
        <message>
            <source>%1 on dev</source>
            <translation>开发集上的%1</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>学习率</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>学习率</translation>
        </message>
        <message>
            <source>learning rate: %1</source>
            <translation>学习率：%1</translation>
        </message>
        <message>
            <source>exit %1, from the teacher</source>
            <translation>出口 %1，向教师学习</translation>
        </message>
        <message>
            <source>exit %1, from the last exit</source>
            <translation>出口 %1，向最后出口学习</translation>
        </message>
        <message>
            <source>hidden states</source>
            <comment>part of a loss</comment>
            <translation>隐藏状态</translation>
        </message>
        <message>
            <source>diversity</source>
            <comment>part of a loss</comment>
            <translation>多样性</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <comment>least and most</comment>
            <translation>%1 到 %2</translation>
        </message>
        <message>
            <source>Kept structure</source>
            <translation>保留的结构</translation>
        </message>
        <message>
            <source>Head; feed-forward width</source>
            <translation>注意力头；前馈宽度</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>words</source>
            <comment>the word embedding, on an axis</comment>
            <translation>词嵌入</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Importance within the layer</source>
            <translation>层内重要性</translation>
        </message>
        <message>
            <source>heads that are kept</source>
            <translation>保留的注意力头</translation>
        </message>
        <message>
            <source>heads that are removed</source>
            <translation>移除的注意力头</translation>
        </message>
        <message>
            <source>layer %1, head %2</source>
            <translation>第 %1 层，第 %2 个头</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>已移除</translation>
        </message>
        <message>
            <source>removed before the last judgement</source>
            <translation>在最后一次评估之前已移除</translation>
        </message>
        <message>
            <source>importance %1, %2 % of the layer's best</source>
            <translation>重要性 %1，为该层最高者的 %2 %</translation>
        </message>
        <message>
            <source>outline of the layers</source>
            <translation>各层轮廓</translation>
        </message>
        <message>
            <source>outline of the heads</source>
            <translation>各头轮廓</translation>
        </message>
        <message>
            <source>feed-forward widths</source>
            <translation>前馈宽度</translation>
        </message>
        <message>
            <source>outline of the feed-forward widths</source>
            <translation>前馈宽度的轮廓</translation>
        </message>
        <message>
            <source>layer %1, feed-forward
%2 of %3 neurons (%4 %)</source>
            <translation>第 %1 层，前馈
%3 个神经元中的 %2 个（%4 %）</translation>
        </message>
        <message>
            <source>mean importance %1</source>
            <translation>平均重要性 %1</translation>
        </message>
        <message>
            <source>word embedding</source>
            <translation>词嵌入</translation>
        </message>
        <message>
            <source>outline of the word embedding</source>
            <translation>词嵌入的轮廓</translation>
        </message>
        <message>
            <source>rank of the word embedding</source>
            <translation>词嵌入的秩</translation>
        </message>
        <message>
            <source>word embedding
rank %1 of %2</source>
            <translation>词嵌入
秩 %1，原为 %2</translation>
        </message>
        <message>
            <source>word embedding
whole: %1 wide</source>
            <translation>词嵌入
完整：宽 %1</translation>
        </message>
        <message numerus="yes">
            <source>%Ln layer(s)</source>
            <translation>
                <numerusform>%Ln 层</numerusform>
            </translation>
        </message>
        <message>
            <source>%1: %2 of %3 heads, %4 of %5 neurons, word embedding of rank %6 of %7.</source>
            <translation>%1：%3 个头保留 %2 个，%5 个神经元保留 %4 个，词嵌入的秩由 %7 降为 %6。</translation>
        </message>
        <message>
            <source>%1: %2 of %3 heads, %4 of %5 neurons, the whole word embedding.</source>
            <translation>%1：%3 个头保留 %2 个，%5 个神经元保留 %4 个，词嵌入完整。</translation>
        </message>
        <message>
            <source>exits %1 to %2: %3</source>
            <translation>出口 %1 至 %2：%3</translation>
        </message>
    </context>
    <context>
        <name>PolicyText</name>
        <message>
            <source>Fixed layer</source>
            <translation>固定层</translation>
        </message>
        <message>
            <source>Everything leaves at one layer: the static baseline, and the accuracy of each exit.</source>
            <translation>所有单元都在同一层退出：即静态基线，也给出每个出口的准确率。</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>The layer of the exit, counted from 1.</source>
            <translation>出口所在的层，从 1 开始计数。</translation>
        </message>
        <message>
            <source>First exit</source>
            <translation>首个出口</translation>
        </message>
        <message>
            <source>The first layer at which a unit may leave, counted from 1.</source>
            <translation>单元可以退出的第一层，从 1 开始计数。</translation>
        </message>
        <message>
            <source>Exit every</source>
            <translation>出口间隔</translation>
        </message>
        <message>
            <source>Use every k-th exit only, counted from the first one. The last exit is always used.</source>
            <translation>从首个出口起，每 k 个出口只使用一个。最后一个出口始终使用。</translation>
        </message>
        <message>
            <source>Entropy</source>
            <translation>熵</translation>
        </message>
        <message>
            <source>Leaves at the first exit whose output distribution has an entropy below the threshold (DeeBERT, ElasticBERT, COST-EFF); normalised by ln C it is FastBERT's uncertainty.</source>
            <translation>在输出分布的熵低于阈值的第一个出口退出（DeeBERT、ElasticBERT、COST-EFF）；除以 ln C 归一化后即为 FastBERT 的不确定度。</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>阈值</translation>
        </message>
        <message>
            <source>Entropy in nats below which a unit leaves; 0 to ln C (0.693 for two classes). 0 and -1: none leaves early; from ln C on all leave at once.</source>
            <translation>单元在熵（单位 nat）低于此值时退出；取值 0 到 ln C（两类时为 0.693）。取 0 和 -1 时没有单元提前退出；达到 ln C 后所有单元立即退出。</translation>
        </message>
        <message>
            <source>Normalised</source>
            <translation>归一化</translation>
        </message>
        <message>
            <source>Divide the entropy by ln C, so that thresholds of tasks can be compared.</source>
            <translation>将熵除以 ln C，使不同任务的阈值可以相互比较。</translation>
        </message>
        <message>
            <source>Ensemble</source>
            <translation>集成</translation>
        </message>
        <message>
            <source>Score and answer come from this exit alone (none), or from the mean of all allowed exits so far: plain, weighted 1, 2, 3, … towards the deeper ones, or geometric.</source>
            <translation>得分和答案仅来自当前出口（none），或来自迄今所有允许出口的均值：普通均值（mean）、越深权重越大的 1、2、3、… 加权均值（weighted），或几何均值（geometric）。</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>置信度</translation>
        </message>
        <message>
            <source>Leaves at the first exit whose largest probability is above the threshold (BranchyNet-style confidence, CascadeBERT); temperatures calibrate the exits first (Schwartz et al. 2020).</source>
            <translation>在最大概率高于阈值的第一个出口退出（BranchyNet 式置信度、CascadeBERT）；先用温度校准各出口（Schwartz et al. 2020）。</translation>
        </message>
        <message>
            <source>Largest probability above which a unit leaves; 1/C to 1.</source>
            <translation>单元在最大概率高于此值时退出；取值 1/C 到 1。</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>温度</translation>
        </message>
        <message>
            <source>Logits are divided by it before softmax; one value, or one per exit as 1.2;1.1;1.</source>
            <translation>softmax 之前将 logits 除以该值；可取单个值，或逐出口各取一值，如 1.2;1.1;1。</translation>
        </message>
        <message>
            <source>Margin</source>
            <translation>间隔</translation>
        </message>
        <message>
            <source>Leaves at the first exit whose two largest probabilities differ by at least the threshold (CALM's softmax response).</source>
            <translation>在最大的两个概率之差不小于阈值的第一个出口退出（CALM 的 softmax response）。</translation>
        </message>
        <message>
            <source>Top-two difference from which a unit leaves; 0 to 1.</source>
            <translation>最大的两个概率之差达到此值时单元退出；取值 0 到 1。</translation>
        </message>
        <message>
            <source>Patience</source>
            <translation>耐心值</translation>
        </message>
        <message>
            <source>Leaves when an exit's answer has agreed with the one before it this many times in a row (PABEE).</source>
            <translation>当出口的答案连续这么多次与前一个出口一致时退出（PABEE）。</translation>
        </message>
        <message>
            <source>Agreements in a row; the earliest exit is one after that many. 0 means the full model.</source>
            <translation>连续一致的次数；最早可在第“次数 + 1”个出口退出。0 表示完整模型。</translation>
        </message>
        <message>
            <source>Tolerance</source>
            <translation>容差</translation>
        </message>
        <message>
            <source>Regression only: consecutive values agree when they differ by less than this.</source>
            <translation>仅用于回归：相邻的值相差小于此值时视为一致。</translation>
        </message>
        <message>
            <source>Vote</source>
            <translation>投票</translation>
        </message>
        <message>
            <source>Every exit passed votes for its class; leaves when one class has this many votes, with that class (ensemble of internal classifiers, Sun et al. 2021). At the last exit the vote of all of them decides.</source>
            <translation>经过的每个出口都为其类别投票；某个类别达到这么多票时，以该类别退出（内部分类器集成，Sun et al. 2021）。到最后一个出口时，由所有出口的投票决定。</translation>
        </message>
        <message>
            <source>Votes</source>
            <translation>票数</translation>
        </message>
        <message>
            <source>Votes of one class from which a unit leaves. 1 is the first exit; more than there are exits never leaves early.</source>
            <translation>某个类别达到此票数时单元退出。1 即首个出口；若多于出口数，则从不提前退出。</translation>
        </message>
        <message>
            <source>Saturation</source>
            <translation>饱和度</translation>
        </message>
        <message>
            <source>Leaves at the first exit, from the second on, whose state is at least this similar (cosine) to the one a layer below (CALM).</source>
            <translation>从第二个出口起，在其状态与低一层状态的余弦相似度不小于此值的第一个出口退出（CALM）。</translation>
        </message>
        <message>
            <source>Cosine from which a unit leaves; 0.9 to 0.9999 is the useful range.</source>
            <translation>余弦相似度达到此值时单元退出；常用范围为 0.9 到 0.9999。</translation>
        </message>
        <message>
            <source>Learned exit</source>
            <translation>学习型出口</translation>
        </message>
        <message>
            <source>Leaves at the first exit whose learned module gives at least this score: the certainty 1 − u of BERxiT's learning-to-exit unit, or the score of CALM's exit classifier ("learned_kind" in the trace says which). BERxiT's threshold τ on the uncertainty, u &lt; τ, is threshold = 1 − τ here.</source>
            <translation>在学习型模块的得分不小于此值的第一个出口退出：得分为 BERxiT 的 learning-to-exit 单元给出的确定度 1 − u，或 CALM 的退出分类器的得分（由轨迹中的 "learned_kind" 指明）。BERxiT 对不确定度的阈值 τ（u &lt; τ）在此对应阈值 = 1 − τ。</translation>
        </message>
        <message>
            <source>Score from which a unit leaves; as a rule 0 to 1.</source>
            <translation>得分达到此值时单元退出；通常为 0 到 1。</translation>
        </message>
        <message>
            <source>Hash of the input</source>
            <translation>输入哈希</translation>
        </message>
        <message>
            <source>Each example's layer is fixed by the input before the first layer runs, so only the head used is run (HashEE's sentence-level variant).</source>
            <translation>每个样本的退出层在第一层运行之前就由输入确定，因此只运行所用的那个出口头（HashEE 的句子级变体）。</translation>
        </message>
        <message>
            <source>Function</source>
            <translation>函数</translation>
        </message>
        <message>
            <source>length: equally many examples to a bucket, the shortest first. text: a 64-bit hash of the UTF-8 text. cluster: k-means of the mean word embeddings, the largest cluster first.</source>
            <translation>length：每个桶的样本数相等，最短的在前。text：UTF-8 文本的 64 位哈希。cluster：对平均词嵌入做 k-means 聚类，最大的簇在前。</translation>
        </message>
        <message>
            <source>Buckets</source>
            <translation>桶数</translation>
        </message>
        <message>
            <source>How many; where layers are given, as many as these.</source>
            <translation>桶的个数；若给出了各层，则与层的个数相同。</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>各层</translation>
        </message>
        <message>
            <source>The layer of each bucket, as 2;4;6; auto spreads the buckets evenly over the exits, the first one shallowest.</source>
            <translation>每个桶对应的层，如 2;4;6；auto 将各桶均匀分布到各出口，第一个桶最浅。</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>Of the text's hash, and of the clusters' first centres.</source>
            <translation>用于文本哈希以及各簇的初始中心。</translation>
        </message>
        <message>
            <source>Cascade</source>
            <translation>级联</translation>
        </message>
        <message>
            <source>Complete models one after the other, each from scratch: the first whose largest probability is above the threshold answers, and the costs of all that ran add up (CascadeBERT). Needs one trace per model.</source>
            <translation>依次运行多个完整模型，每个都从头开始：由最大概率高于阈值的第一个模型作答，所有运行过的模型代价相加（CascadeBERT）。每个模型需要一条轨迹。</translation>
        </message>
        <message>
            <source>Largest probability above which a model's answer is taken; one value, or one per model.</source>
            <translation>最大概率高于此值时采用该模型的答案；可取单个值，或每个模型各取一值。</translation>
        </message>
        <message>
            <source>Oracle</source>
            <translation>理想上界(oracle)</translation>
        </message>
        <message>
            <source>An upper bound that no rule can reach: leaves at the first exit that is right (correct), or that already says what the full model will say (agree; CALM).</source>
            <translation>任何规则都无法达到的上界：在第一个答对的出口退出（correct），或在第一个已与完整模型答案相同的出口退出（agree；CALM）。</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>correct needs labels; agree compares with the last exit.</source>
            <translation>correct 需要标签；agree 与最后一个出口比较。</translation>
        </message>
        <message>
            <source>Cheap failure</source>
            <translation>低代价失败</translation>
        </message>
        <message>
            <source>correct only: a unit that no exit gets right leaves at the first exit, not at the last.</source>
            <translation>仅用于 correct：没有任何出口能答对的单元在首个出口退出，而不是在最后一个出口。</translation>
        </message>
        <message>
            <source>Regression only: two values are the same when they differ by less than this.</source>
            <translation>仅用于回归：两个值相差小于此值时视为相同。</translation>
        </message>
    </context>
    <context>
        <name>QGnomeTheme</name>
        <message>
            <source>&amp;OK</source>
            <translation>确定(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>保存(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>取消(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>关闭(&amp;C)</translation>
        </message>
        <message>
            <source>Close without Saving</source>
            <translation>不保存并关闭</translation>
        </message>
    </context>
    <context>
        <name>QPlatformTheme</name>
        <message>
            <source>OK</source>
            <translation>确定</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>是(&amp;Y)</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>否(&amp;N)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>丢弃</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>帮助</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>应用</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <source>Restore Defaults</source>
            <translation>恢复默认值</translation>
        </message>
    </context>
    <context>
        <name>RowText</name>
        <message>
            <source>Example %1</source>
            <translation>样本 %1</translation>
        </message>
    </context>
    <context>
        <name>RuleWords</name>
        <message>
            <source>Full model</source>
            <translation>完整模型</translation>
        </message>
        <message>
            <source>Fixed layer</source>
            <translation>固定层</translation>
        </message>
        <message>
            <source>Margin (softmax response)</source>
            <translation>概率差(softmax response)</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>置信度</translation>
        </message>
        <message>
            <source>Entropy</source>
            <translation>熵</translation>
        </message>
        <message>
            <source>Saturation of the state</source>
            <translation>状态饱和度</translation>
        </message>
        <message>
            <source>Exit classifier</source>
            <translation>退出分类器</translation>
        </message>
        <message>
            <source>Oracle</source>
            <translation>理想上界(oracle)</translation>
        </message>
        <message>
            <source>Every token goes through all layers.</source>
            <translation>每个词元都经过所有层。</translation>
        </message>
        <message>
            <source>Every token leaves after the same layer.</source>
            <translation>每个词元都在同一层后退出。</translation>
        </message>
        <message>
            <source>A token leaves when its two largest probabilities differ by at least the threshold.</source>
            <translation>当最大的两个概率之差不小于阈值时，词元退出。</translation>
        </message>
        <message>
            <source>A token leaves when its largest probability is above the threshold.</source>
            <translation>当最大概率高于阈值时，词元退出。</translation>
        </message>
        <message>
            <source>A token leaves when the entropy of its probabilities is below the threshold.</source>
            <translation>当概率分布的熵低于阈值时，词元退出。</translation>
        </message>
        <message>
            <source>A token leaves when a layer hardly turns its state: the cosine to the layer below reaches the threshold.</source>
            <translation>当某一层几乎不再改变其状态的方向，即与下一层状态的余弦达到阈值时，词元退出。</translation>
        </message>
        <message>
            <source>A token leaves when the model's exit classifier gives at least the threshold.</source>
            <translation>当模型的退出分类器给出的值不小于阈值时，词元退出。</translation>
        </message>
        <message>
            <source>A token leaves as soon as a layer says what the last one will. It saves nothing, and bounds what can be saved.</source>
            <translation>一旦某层的答案与最后一层相同，词元即退出。它不节省任何计算，只给出可节省的上界。</translation>
        </message>
        <message>
            <source>margin</source>
            <translation>概率差</translation>
        </message>
        <message>
            <source>confidence</source>
            <translation>置信度</translation>
        </message>
        <message>
            <source>entropy</source>
            <translation>熵</translation>
        </message>
        <message>
            <source>saturation</source>
            <translation>饱和度</translation>
        </message>
        <message>
            <source>exit classifier</source>
            <translation>退出分类器</translation>
        </message>
        <message>
            <source>full model</source>
            <translation>完整模型</translation>
        </message>
        <message>
            <source>after layer %1</source>
            <translation>第 %1 层后</translation>
        </message>
        <message>
            <source>oracle</source>
            <translation>理想上界(oracle)</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>a measure, its threshold</comment>
            <translation>%1 %2</translation>
        </message>
    </context>
    <context>
        <name>RunEdit</name>
        <message>
            <source>renaming</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>notes</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>tags</source>
            <translation>标记</translation>
        </message>
        <message>
            <source>colour</source>
            <translation>颜色</translation>
        </message>
        <message numerus="yes">
            <source>deleting %n run(s)</source>
            <translation>
                <numerusform>删除 %n 次运行</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>restoring %n run(s)</source>
            <translation>
                <numerusform>恢复 %n 次运行</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SliceEdit</name>
        <message>
            <source>keeping a slice</source>
            <translation>保存切片</translation>
        </message>
        <message>
            <source>renaming a slice</source>
            <translation>重命名切片</translation>
        </message>
        <message>
            <source>deleting a slice</source>
            <translation>删除切片</translation>
        </message>
        <message numerus="yes">
            <source>tagging %n example(s)</source>
            <translation>
                <numerusform>标记 %n 个样本</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>untagging %n example(s)</source>
            <translation>
                <numerusform>取消标记 %n 个样本</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StripText</name>
        <message>
            <source>gold %1</source>
            <translation>真实 %1</translation>
        </message>
    </context>
    <context>
        <name>StripWords</name>
        <message numerus="yes">
            <source>… and %Ln more</source>
            <translation>
                <numerusform>… 以及另外 %Ln 个</numerusform>
            </translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>出口</translation>
        </message>
        <message>
            <source>Beside B</source>
            <translation>与 B 相比</translation>
        </message>
        <message>
            <source>Prediction</source>
            <translation>预测</translation>
        </message>
        <message>
            <source>Gold</source>
            <translation>真实标签</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>标记</translation>
        </message>
        <message>
            <source>Sentence</source>
            <translation>句子</translation>
        </message>
    </context>
    <context>
        <name>SweepText</name>
        <message>
            <source>“%1” is not a number.</source>
            <translation>“%1”不是数值。</translation>
        </message>
        <message>
            <source>%1 is not a whole number.</source>
            <translation>%1 不是整数。</translation>
        </message>
        <message>
            <source>%1 is not between %2 and %3.</source>
            <translation>%1 不在 %2 与 %3 之间。</translation>
        </message>
        <message>
            <source>It takes one value for all exits.</source>
            <translation>所有出口只能共用一个值。</translation>
        </message>
        <message>
            <source>%1 values for %2 exits; give one for each, or for each but the last.</source>
            <translation>%2 个出口给了 %1 个值；请为每个出口或除最后一个外的每个出口各给一个值。</translation>
        </message>
        <message>
            <source>“%1” is neither true nor false.</source>
            <translation>“%1”既不是 true 也不是 false。</translation>
        </message>
        <message>
            <source>“%1” is not one of %2.</source>
            <translation>“%1”不是以下之一：%2。</translation>
        </message>
        <message>
            <source>“%1” is not a count of 2 or more.</source>
            <translation>“%1”不是大于或等于 2 的个数。</translation>
        </message>
        <message>
            <source>A range goes from the smaller to the larger number.</source>
            <translation>范围须从较小的数到较大的数。</translation>
        </message>
        <message>
            <source>%1 values from %2 to %3 are not all whole numbers.</source>
            <translation>从 %2 到 %3 的 %1 个值不全是整数。</translation>
        </message>
        <message>
            <source>A value is needed.</source>
            <translation>需要一个值。</translation>
        </message>
        <message>
            <source>“exact” is for thresholds only.</source>
            <translation>“exact”只能用于阈值。</translation>
        </message>
        <message>
            <source>A range is written first:last:count.</source>
            <translation>范围的写法为“起:止:个数”。</translation>
        </message>
        <message>
            <source>Values from %1 to %2 are usual; nothing changes much beyond them.</source>
            <translation>常用值为 %1 到 %2；超出后变化不大。</translation>
        </message>
        <message>
            <source>%1 has no setting “%2”.</source>
            <translation>%1 没有“%2”这一设置。</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>parameter: what is wrong</comment>
            <translation>%1：%2</translation>
        </message>
    </context>
    <context>
        <name>TokenText</name>
        <message>
            <source>position %1 of example %2</source>
            <translation>样本 %2 的位置 %1</translation>
        </message>
        <message>
            <source>leaves after layer %1</source>
            <translation>在第 %1 层之后退出</translation>
        </message>
        <message>
            <source>says %1</source>
            <translation>预测为 %1</translation>
        </message>
        <message>
            <source>right</source>
            <translation>正确</translation>
        </message>
        <message>
            <source>wrong: it is %1</source>
            <translation>错误：应为 %1</translation>
        </message>
        <message>
            <source>the full model says %1</source>
            <translation>完整模型预测为 %1</translation>
        </message>
        <message>
            <source>A leaves after layer %1</source>
            <translation>A 在第 %1 层之后退出</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>“%1”</translation>
        </message>
        <message>
            <source>layer %1 says %2, with %3</source>
            <translation>第 %1 层预测 %2，概率 %3</translation>
        </message>
        <message>
            <source>%1 comes, with %2 there</source>
            <translation>实际为 %1，该处概率 %2</translation>
        </message>
        <message>
            <source>%1 comes, with %2 and at rank %3 there</source>
            <translation>实际为 %1，该处概率 %2，排名第 %3</translation>
        </message>
        <message>
            <source>the full model says %1, which is at rank %2 there</source>
            <translation>完整模型预测为 %1，其在该处排名第 %2</translation>
        </message>
    </context>
    <context>
        <name>TrainingText</name>
        <message>
            <source>Single exit</source>
            <translation>单出口</translation>
        </message>
        <message>
            <source>Joint</source>
            <translation>联合</translation>
        </message>
        <message>
            <source>Layer-weighted</source>
            <translation>按层加权</translation>
        </message>
        <message>
            <source>Two-stage</source>
            <translation>两阶段</translation>
        </message>
        <message>
            <source>Alternating</source>
            <translation>交替</translation>
        </message>
        <message>
            <source>Self-distillation</source>
            <translation>自蒸馏</translation>
        </message>
        <message>
            <source>Self-distillation, joint</source>
            <translation>自蒸馏（联合）</translation>
        </message>
        <message>
            <source>Diversity</source>
            <translation>多样性</translation>
        </message>
        <message>
            <source>Plain fine-tuning with the last exit alone: what the others are held against.</source>
            <translation>只用最后出口的普通微调：其他方式与之比较。</translation>
        </message>
        <message>
            <source>All exits and the trunk learn together; every exit counts the same.</source>
            <translation>所有出口与主干一同学习；每个出口权重相同。</translation>
        </message>
        <message>
            <source>All exits and the trunk learn together; a deeper exit counts more (PABEE, CALM).</source>
            <translation>所有出口与主干一同学习；越深的出口权重越大（PABEE、CALM）。</translation>
        </message>
        <message>
            <source>First trunk and last exit, as without exits; then the other exits on the frozen trunk (DeeBERT).</source>
            <translation>先像没有出口那样训练主干和最后出口，再在冻结的主干上训练其余出口（DeeBERT）。</translation>
        </message>
        <message>
            <source>By turns the last exit alone and all exits together (BERxiT).</source>
            <translation>轮流训练最后出口与全部出口（BERxiT）。</translation>
        </message>
        <message>
            <source>First trunk and last exit; then the other exits learn what the last one says (FastBERT).</source>
            <translation>先训练主干和最后出口，再让其余出口学习最后出口的输出（FastBERT）。</translation>
        </message>
        <message>
            <source>All exits learn together, and each also what the last one says (BERxiT).</source>
            <translation>所有出口一同学习，并各自学习最后出口的输出（BERxiT）。</translation>
        </message>
        <message>
            <source>All exits learn together, and each is rewarded for differing from those below it.</source>
            <translation>所有出口一同学习，与其下方出口不同者得到奖励。</translation>
        </message>
        <message>
            <source>COST-EFF, %1, %2</source>
            <comment>task, width</comment>
            <translation>COST-EFF，%1，%2</translation>
        </message>
        <message>
            <source>half the heads</source>
            <translation>保留一半的头</translation>
        </message>
        <message>
            <source>a sixth of the heads</source>
            <translation>保留六分之一的头</translation>
        </message>
        <message>
            <source>From scratch, small</source>
            <translation>从零开始，小模型</translation>
        </message>
        <message>
            <source>Plain fine-tuning</source>
            <translation>普通微调</translation>
        </message>
        <message>
            <source>The epochs and learning rates of the paper's own runs for this task and six of twelve heads: about half the parameters.</source>
            <translation>论文自身在此任务上保留十二头中六头的轮数与学习率：参数约为一半。</translation>
        </message>
        <message>
            <source>The epochs and learning rates of the paper's own runs for this task and two of twelve heads: about an eighth of the parameters.</source>
            <translation>论文自身在此任务上保留十二头中两头的轮数与学习率：参数约为八分之一。</translation>
        </message>
        <message>
            <source>A small new model for a first look: minutes on an ordinary computer.</source>
            <translation>供初次了解的小型新模型：普通电脑只需几分钟。</translation>
        </message>
        <message>
            <source>Epochs, batch and learning rate as the authors' scripts have them.</source>
            <translation>轮数、批大小与学习率取自作者的脚本。</translation>
        </message>
        <message>
            <source>The paper's regime, with a usual learning rate and number of epochs for BERT.</source>
            <translation>论文的训练方式，配以 BERT 常用的学习率与轮数。</translation>
        </message>
    </context>
    <context>
        <name>WrittenWords</name>
        <message numerus="yes">
            <source>%Ln token(s) through %1 of %2 layers on average, %3 a second.</source>
            <translation>
                <numerusform>%Ln 个词元平均经过 %2 层中的 %1 层，每秒 %3 个。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) through %1 of %2 layers on average, %3 a second: %4 times the full model's speed, with %5 % of its operations.</source>
            <translation>
                <numerusform>%Ln 个词元平均经过 %2 层中的 %1 层，每秒 %3 个：速度是完整模型的 %4 倍，运算量为其 %5 %。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln text(s) of %1 are the full model's.</source>
            <translation>
                <numerusform>%1 个文本中有 %Ln 个与完整模型的相同。</numerusform>
            </translation>
        </message>
        <message>
            <source>The text is the full model's.</source>
            <translation>文本与完整模型的相同。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) are not in the full model's text; the texts part at token %1.</source>
            <translation>
                <numerusform>有 %Ln 个词元不在完整模型的文本中；两个文本从第 %1 个词元起不同。</numerusform>
            </translation>
        </message>
        <message>
            <source>Asking the head at every tried layer costs more than the layers that are left out: a shortlist, saturation or an exit classifier avoids that.</source>
            <translation>在每个尝试的层都询问输出头的代价高于省去的层：候选词表、饱和度或退出分类器可以避免这一点。</translation>
        </message>
        <message>
            <source>It needs fewer operations than the full model and is slower all the same: the head is asked at every tried layer. A shortlist, saturation or an exit classifier avoids that.</source>
            <translation>它所需的运算少于完整模型，却仍然更慢：每个尝试的层都要询问输出头。候选词表、饱和度或退出分类器可以避免这一点。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::AboutDialog</name>
        <message>
            <source>About Exitscope</source>
            <translation>关于 Exitscope</translation>
        </message>
        <message>
            <source>&lt;h3&gt;Exitscope %1&lt;/h3&gt;&lt;p&gt;How deep must each input travel through the network before the answer is good enough, and what does stopping there buy?&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
            <translation>&lt;h3&gt;Exitscope %1&lt;/h3&gt;&lt;p&gt;每个输入要在网络中走多深，答案才足够好？在那里停下又能换来什么？&lt;/p&gt;&lt;p&gt;自由软件，以 GNU 通用公共许可证第 3 版或更高版本发布。&lt;/p&gt;</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>C&amp;opy the versions</source>
            <translation>复制版本信息(&amp;O)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::AtlasPanel</name>
        <message>
            <source>%1 %</source>
            <translation>%1%</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>分组</translation>
        </message>
        <message>
            <source>Overthinkers</source>
            <translation>过度思考</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>Saved here</source>
            <translation>此处挽回</translation>
        </message>
        <message>
            <source>Right at some exit, wrong at the last one</source>
            <translation>在某个出口答对，在最后一个出口答错</translation>
        </message>
        <message>
            <source>Of the labelled ones in the group; of a layer, those that are right there first</source>
            <translation>占该组有标签单元的比例；按层分组时，占首次在该层答对的单元的比例</translation>
        </message>
        <message>
            <source>Those that the present operating point lets out while they are right</source>
            <translation>当前工作点使其在答对时就退出的单元</translation>
        </message>
        <message>
            <source>Overthinking by layer, class, length and tag</source>
            <translation>按层、类别、长度和标记统计的过度思考</translation>
        </message>
        <message>
            <source>By first right layer</source>
            <translation>按首次答对的层</translation>
        </message>
        <message>
            <source>By class</source>
            <translation>按类别</translation>
        </message>
        <message>
            <source>By length in tokens</source>
            <translation>按长度（词元数）</translation>
        </message>
        <message>
            <source>By tag</source>
            <translation>按标记</translation>
        </message>
        <message>
            <source>Nothing to show without labels.</source>
            <translation>没有标签，无可显示。</translation>
        </message>
        <message numerus="yes">
            <source>Right early, wrong at the end: %Ln overthinker(s), %1 of those with a label; this operating point saves %2.</source>
            <translation>
                <numerusform>早期答对、最终答错：过度思考的单元 %Ln 个，占有标签单元的 %1；当前工作点挽回其中 %2 个。</numerusform>
            </translation>
        </message>
        <message>
            <source>Layer %1</source>
            <translation>第 %1 层</translation>
        </message>
        <message>
            <source>Show only these: %1</source>
            <translation>仅显示这些：%1</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::BinDialog</name>
        <message>
            <source>&amp;Restore</source>
            <translation>恢复(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Empty the bin…</source>
            <translation>清空回收站(&amp;E)…</translation>
        </message>
        <message>
            <source>Bin</source>
            <translation>回收站</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Policies</source>
            <translation>策略</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>点数</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>创建时间</translation>
        </message>
        <message>
            <source>Deleted runs</source>
            <translation>已删除的运行</translation>
        </message>
        <message>
            <source>Empty the bin?</source>
            <translation>清空回收站？</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) will be removed for good. This cannot be undone.</source>
            <translation>
                <numerusform>将永久移除 %n 个运行。此操作无法撤销。</numerusform>
            </translation>
        </message>
        <message>
            <source>Run %1</source>
            <translation>运行 %1</translation>
        </message>
        <message>
            <source>The bin is empty.</source>
            <translation>回收站是空的。</translation>
        </message>
        <message>
            <source>Runs stay here until the bin is emptied.</source>
            <translation>运行会一直留在这里，直到清空回收站。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CalibrationForm</name>
        <message>
            <source>has no order from safe to early</source>
            <translation>没有从稳妥到提前的次序</translation>
        </message>
        <message>
            <source>Delta</source>
            <translation>Delta</translation>
        </message>
        <message>
            <source>The risk that is tolerated</source>
            <translation>可容忍的风险</translation>
        </message>
        <message>
            <source>Epsilon</source>
            <translation>Epsilon</translation>
        </message>
        <message>
            <source>How often the guarantee may fail, over the calibration draw</source>
            <translation>在校准样本的抽取上，保证不成立的概率上限</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>占比</translation>
        </message>
        <message>
            <source>Examples that go to the calibration half; the others test</source>
            <translation>划入校准部分的样本占比；其余用于测试</translation>
        </message>
        <message>
            <source>consistency: answers changed</source>
            <translation>一致性：答案改变</translation>
        </message>
        <message>
            <source>risk: right answers lost</source>
            <translation>风险：丢失正确答案</translation>
        </message>
        <message>
            <source>Hoeffding–Bentkus</source>
            <translation>Hoeffding–Bentkus</translation>
        </message>
        <message>
            <source>Hoeffding</source>
            <translation>Hoeffding</translation>
        </message>
        <message>
            <source>Hoeffding, KL form</source>
            <translation>Hoeffding（KL 形式）</translation>
        </message>
        <message>
            <source>Bentkus</source>
            <translation>Bentkus</translation>
        </message>
        <message>
            <source>binomial (losses of 0 and 1)</source>
            <translation>二项（损失为 0 或 1）</translation>
        </message>
        <message>
            <source>fixed sequence</source>
            <translation>固定顺序</translation>
        </message>
        <message>
            <source>Bonferroni</source>
            <translation>Bonferroni</translation>
        </message>
        <message>
            <source>Holm</source>
            <translation>Holm</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>P-value</source>
            <translation>p 值</translation>
        </message>
        <message>
            <source>Procedure</source>
            <translation>检验程序</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>Difference that counts as 1</source>
            <translation>计为 1 的差值</translation>
        </message>
        <message>
            <source>&amp;Loss:</source>
            <translation>损失(&amp;O)：</translation>
        </message>
        <message>
            <source>Counts as &amp;1:</source>
            <translation>计为 &amp;1 的差值：</translation>
        </message>
        <message>
            <source>&amp;Delta:</source>
            <translation>&amp;Delta：</translation>
        </message>
        <message>
            <source>&amp;Epsilon:</source>
            <translation>Epsilo&amp;n：</translation>
        </message>
        <message>
            <source>&amp;P-value:</source>
            <translation>&amp;p 值：</translation>
        </message>
        <message>
            <source>P&amp;rocedure:</source>
            <translation>检验程序(&amp;M)：</translation>
        </message>
        <message>
            <source>&amp;Share:</source>
            <translation>校准占比(&amp;S)：</translation>
        </message>
        <message>
            <source>See&amp;d:</source>
            <translation>随机种子(&amp;Z)：</translation>
        </message>
        <message>
            <source>Open a trace first.</source>
            <translation>请先打开轨迹。</translation>
        </message>
        <message>
            <source>Delta lies between 0 and 1.</source>
            <translation>Delta 须在 0 与 1 之间。</translation>
        </message>
        <message>
            <source>Epsilon lies between 0 and 1.</source>
            <translation>Epsilon 须在 0 与 1 之间。</translation>
        </message>
        <message>
            <source>The share lies between 0 and 1: both halves need examples.</source>
            <translation>校准占比须在 0 与 1 之间：两部分都需要有样本。</translation>
        </message>
        <message>
            <source>Say which difference counts as 1.</source>
            <translation>请指定多大的差值计为 1。</translation>
        </message>
        <message>
            <source>The binomial p-value is for losses of 0 and 1; choose Hoeffding–Bentkus.</source>
            <translation>二项 p 值仅适用于取值为 0 或 1 的损失；请选择 Hoeffding–Bentkus。</translation>
        </message>
        <message>
            <source>A risk needs labels, and this trace has none; consistency does not.</source>
            <translation>计算风险需要标签，而此轨迹没有标签；一致性则不需要。</translation>
        </message>
        <message>
            <source>textual consistency</source>
            <translation>文本一致性</translation>
        </message>
        <message>
            <source>risk consistency</source>
            <translation>风险一致性</translation>
        </message>
        <message>
            <source>0 or 1: texts that differ</source>
            <translation>0 或 1：文本是否不同</translation>
        </message>
        <message>
            <source>Constraint</source>
            <translation>约束</translation>
        </message>
        <message>
            <source>Distance of texts</source>
            <translation>文本距离</translation>
        </message>
        <message>
            <source>C&amp;onstraint:</source>
            <translation>约束(&amp;N)：</translation>
        </message>
        <message>
            <source>D&amp;istance:</source>
            <translation>距离(&amp;I)：</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>Settings that are tested</source>
            <translation>被检验的设置</translation>
        </message>
        <message>
            <source>R&amp;ule:</source>
            <translation>规则(&amp;U)：</translation>
        </message>
        <message>
            <source>Close these te&amp;xts</source>
            <translation>关闭这些文本(&amp;X)</translation>
        </message>
        <message numerus="yes">
            <source>%n text(s) that %1 wrote for %2</source>
            <translation>
                <numerusform>%1 为 %2 生成的 %n 篇文本</numerusform>
            </translation>
        </message>
        <message>
            <source>Tested from safe to early: %1</source>
            <translation>从稳妥到提前依次检验：%1</translation>
        </message>
        <message>
            <source>These texts are of no rule with settings in order of caution.</source>
            <translation>这些文本没有可按谨慎程度排序的规则设置。</translation>
        </message>
        <message>
            <source>A risk needs references, and these texts have none; textual consistency does not.</source>
            <translation>计算风险需要参考文本，而这些文本没有；文本一致性则不需要。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CalibrationView</name>
        <message>
            <source>&amp;Calibrate</source>
            <translation>校准(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Use as Operating Point</source>
            <translation>设为工作点(&amp;U)</translation>
        </message>
        <message>
            <source>Choose the earliest setting whose risk is kept, with a guarantee</source>
            <translation>选出风险不超限且有保证的最早退出设置</translation>
        </message>
        <message>
            <source>Move the scrubber to the calibrated setting</source>
            <translation>将滑块移到校准所得的设置</translation>
        </message>
        <message>
            <source>Calibrations in the store</source>
            <translation>运行库中的校准</translation>
        </message>
        <message>
            <source>The guarantee</source>
            <translation>保证</translation>
        </message>
        <message>
            <source>What the test half says</source>
            <translation>测试部分的结果</translation>
        </message>
        <message>
            <source>No calibration yet</source>
            <translation>尚未校准</translation>
        </message>
        <message>
            <source>No trace is open</source>
            <translation>未打开轨迹</translation>
        </message>
        <message>
            <source>Choose what may go wrong, and how often: the earliest setting that keeps to it is found by Learn then Test, with a guarantee over the draw of the calibration half.</source>
            <translation>选择允许出什么错、多常出错：程序用 Learn then Test 方法找出满足要求的最早退出设置，并就校准部分的抽取给出保证。</translation>
        </message>
        <message>
            <source>Kept calibrations…</source>
            <translation>已保存的校准…</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>name, when</comment>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>Chosen: %1 with %2 = %3.</source>
            <comment>policy, parameter = value</comment>
            <translation>已选：%1，%2 = %3。</translation>
        </message>
        <message>
            <source>Calib&amp;rate</source>
            <translation>校准(&amp;C)</translation>
        </message>
        <message>
            <source>Open a trace to calibrate a policy on it, or texts of a sweep of generation, or choose a calibration of the store.</source>
            <translation>打开一条轨迹以在其上校准策略，或打开生成扫描的文本，或选择运行库中的一次校准。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CommandFinder</name>
        <message>
            <source>Find a command</source>
            <translation>查找命令</translation>
        </message>
        <message>
            <source>Parts of a command's name</source>
            <translation>命令名称的一部分</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>命令</translation>
        </message>
        <message>
            <source>%1    (%2)</source>
            <comment>command, keys</comment>
            <translation>%1    (%2)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareFiguresModel</name>
        <message>
            <source>%1 to %2</source>
            <comment>ends of an interval</comment>
            <translation>%1 到 %2</translation>
        </message>
        <message>
            <source>FLOPs</source>
            <translation>FLOPs</translation>
        </message>
        <message>
            <source>layers</source>
            <translation>层数</translation>
        </message>
        <message>
            <source>%1 at %2× fewer %3</source>
            <comment>accuracy at 2× fewer FLOPs</comment>
            <translation>按 %3 加速 %2× 时的%1</translation>
        </message>
        <message>
            <source>Share of %1 at %2 %3</source>
            <comment>share of FLOPs at accuracy 0.9</comment>
            <translation>%2 为 %3 时的 %1 占比</translation>
        </message>
        <message>
            <source>%1, among the best</source>
            <translation>%1，属于最佳之列</translation>
        </message>
        <message>
            <source>baseline</source>
            <translation>基线</translation>
        </message>
        <message>
            <source>Only this run is right on %1, only the baseline on %2. Exact p %3, χ² %4.</source>
            <translation>仅此运行答对 %1 个，仅基线答对 %2 个。精确 p 值 %3，χ² %4。</translation>
        </message>
        <message>
            <source>The best point within the cost: %1, cost %2, %3 %4</source>
            <translation>代价范围内的最佳点：%1，代价 %2，%3 %4</translation>
        </message>
        <message>
            <source>The run's frontier does not reach this budget.</source>
            <translation>此运行的前沿达不到该预算。</translation>
        </message>
        <message>
            <source>Budget</source>
            <translation>预算</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Interval</source>
            <translation>区间</translation>
        </message>
        <message>
            <source>Less the baseline</source>
            <translation>与基线之差</translation>
        </message>
        <message>
            <source>Its interval</source>
            <translation>差值的区间</translation>
        </message>
        <message>
            <source>p</source>
            <translation>p</translation>
        </message>
        <message>
            <source>McNemar p</source>
            <translation>McNemar p</translation>
        </message>
        <message>
            <source>Operating point</source>
            <translation>工作点</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareFiguresPage</name>
        <message>
            <source>Figures at equal cost and at equal quality</source>
            <translation>同等代价和同等质量下的数值</translation>
        </message>
        <message>
            <source>&amp;Copy table</source>
            <translation>复制表格(&amp;C)</translation>
        </message>
        <message>
            <source>Copy as tab-separated values</source>
            <translation>复制为制表符分隔值</translation>
        </message>
        <message>
            <source>Copy as Markdown</source>
            <translation>复制为 Markdown</translation>
        </message>
        <message>
            <source>Copy as LaTeX</source>
            <translation>复制为 LaTeX</translation>
        </message>
        <message>
            <source>“%1” is not tested against the baseline: %2.</source>
            <translation>“%1”未与基线做检验：%2。</translation>
        </message>
        <message>
            <source>%1 % intervals of %2 paired bootstrap draws. Bold is the best and what the paired bootstrap cannot tell from it; nothing is where all are alike. McNemar's test is of the best point of either run within the cost.</source>
            <translation>%1% 区间，来自 %2 次成对自助法重抽样。粗体为最佳值以及成对自助法无法与之区分的值；若全部相近，则无粗体。McNemar 检验针对两个运行各自在代价范围内的最佳点。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareFlipsModel</name>
        <message>
            <source>%1 %2, layer %3</source>
            <comment>a tick or cross, what was said, where</comment>
            <translation>%1 %2，第 %3 层</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>标签</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareFlipsPage</name>
        <message>
            <source>Select &amp;all of these</source>
            <translation>全部选中(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Open their trace</source>
            <translation>打开其轨迹(&amp;O)</translation>
        </message>
        <message>
            <source>Examples on which the runs differ</source>
            <translation>各运行结果不同的样本</translation>
        </message>
        <message>
            <source>A&amp;t:</source>
            <translation>条件(&amp;T)：</translation>
        </message>
        <message>
            <source>S&amp;how:</source>
            <translation>显示(&amp;W)：</translation>
        </message>
        <message numerus="yes">
            <source>All %Ln that differ</source>
            <translation>
                <numerusform>全部 %Ln 个有差异的样本</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Only “%1” right: %Ln</source>
            <translation>
                <numerusform>仅“%1”正确：%Ln</numerusform>
            </translation>
        </message>
        <message>
            <source>The two runs are right and wrong on the same examples here.</source>
            <translation>在此条件下，两个运行答对和答错的样本相同。</translation>
        </message>
        <message>
            <source>Another trace is open: open the runs' own to see these examples in the other views.</source>
            <translation>当前打开的是另一条轨迹：请打开这些运行自己的轨迹，以便在其他视图中查看这些样本。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareSettingsModel</name>
        <message>
            <source>What was asked</source>
            <translation>请求的设置</translation>
        </message>
        <message>
            <source>Model and data</source>
            <translation>模型与数据</translation>
        </message>
        <message>
            <source>Machine</source>
            <translation>运行环境</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Policies</source>
            <translation>策略</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>Operating points</source>
            <translation>工作点</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Model family</source>
            <translation>模型系列</translation>
        </message>
        <message>
            <source>Model hash</source>
            <translation>模型哈希</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Dataset hash</source>
            <translation>数据集哈希</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Examples</source>
            <translation>样本</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>单元</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>类别数</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Exit layers</source>
            <translation>退出层</translation>
        </message>
        <message>
            <source>Trace hash</source>
            <translation>轨迹哈希</translation>
        </message>
        <message>
            <source>Trace file</source>
            <translation>轨迹文件</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>计算机</translation>
        </message>
        <message>
            <source>Exitscope version</source>
            <translation>Exitscope 版本</translation>
        </message>
        <message>
            <source>Padded to (tokens)</source>
            <translation>填充至（词元数）</translation>
        </message>
        <message>
            <source>Exact points kept</source>
            <translation>保留的精确点数</translation>
        </message>
        <message>
            <source>Bootstrap draws</source>
            <translation>自助法重抽样次数</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>置信度</translation>
        </message>
        <message>
            <source>Bootstrap seed</source>
            <translation>自助法随机种子</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>差异</translation>
        </message>
        <message>
            <source>“%1” against the baseline</source>
            <translation>“%1”与基线对比</translation>
        </message>
        <message>
            <source>%1 (baseline)</source>
            <translation>%1（基线）</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareSettingsPage</name>
        <message>
            <source>Show &amp;equal settings</source>
            <translation>显示相同的设置(&amp;L)</translation>
        </message>
        <message>
            <source>Settings of the runs</source>
            <translation>各运行的设置</translation>
        </message>
        <message>
            <source>Settings that are left out of this table</source>
            <translation>不列入此表的设置</translation>
        </message>
        <message>
            <source>Show “%1” again</source>
            <translation>重新显示“%1”</translation>
        </message>
        <message numerus="yes">
            <source>%n ignored</source>
            <translation>
                <numerusform>已忽略 %n 项</numerusform>
            </translation>
        </message>
        <message>
            <source>The settings of these runs are the same.</source>
            <translation>这些运行的设置相同。</translation>
        </message>
        <message numerus="yes">
            <source>%n equal setting(s) hidden.</source>
            <translation>
                <numerusform>已隐藏 %n 项相同的设置。</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Ignore “%1”</source>
            <translation>忽略“%1”(&amp;I)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareView</name>
        <message>
            <source>Nothing to compare yet</source>
            <translation>暂无可对比的内容</translation>
        </message>
        <message>
            <source>Select two to six runs in the library to lay them beside each other.</source>
            <translation>在资源库中选择二至六个运行，即可并排对比。</translation>
        </message>
        <message>
            <source>&amp;Baseline:</source>
            <translation>基线(&amp;B)：</translation>
        </message>
        <message>
            <source>A&amp;gainst it:</source>
            <translation>对比对象(&amp;G)：</translation>
        </message>
        <message>
            <source>&amp;Quality:</source>
            <translation>质量(&amp;Q)：</translation>
        </message>
        <message>
            <source>&amp;Cost:</source>
            <translation>代价(&amp;D)：</translation>
        </message>
        <message>
            <source>At speed-&amp;ups:</source>
            <translation>加速比取值(&amp;U)：</translation>
        </message>
        <message>
            <source>At quali&amp;ties:</source>
            <translation>质量取值(&amp;I)：</translation>
        </message>
        <message>
            <source>Comparing</source>
            <translation>正在对比</translation>
        </message>
        <message>
            <source>FLOPs where known</source>
            <translation>FLOPs（已知时）</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>各层</translation>
        </message>
        <message>
            <source>The quality is compared at these speed-ups; separate them by spaces</source>
            <translation>在这些加速比下比较质量；以空格分隔</translation>
        </message>
        <message>
            <source>e.g. %1</source>
            <translation>例如 %1</translation>
        </message>
        <message>
            <source>The cost is compared at these values of the quality; separate them by spaces</source>
            <translation>在这些质量值下比较代价；以空格分隔</translation>
        </message>
        <message>
            <source>At equal cost</source>
            <translation>同等代价</translation>
        </message>
        <message>
            <source>Differing examples</source>
            <translation>有差异的样本</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Co&amp;mpare</source>
            <translation>对比(&amp;P)</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) are selected; the first %1 are compared.</source>
            <translation>
                <numerusform>已选中 %n 个运行；仅对比前 %1 个。</numerusform>
            </translation>
        </message>
        <message>
            <source>Run %1</source>
            <translation>运行 %1</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <comment>number and name of a run</comment>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>Type speed-ups above 0 or values of the quality, with spaces between: 1.5 2 3.</source>
            <translation>请输入大于 0 的加速比或质量值，以空格分隔：1.5 2 3。</translation>
        </message>
        <message>
            <source>Type a speed-up to compare at.</source>
            <translation>请输入用于对比的加速比。</translation>
        </message>
        <message>
            <source>Choose another run to hold against the baseline.</source>
            <translation>请选择另一个运行与基线对比。</translation>
        </message>
        <message>
            <source>“%1” cannot be laid on the baseline's examples: %2.</source>
            <translation>“%1”无法与基线的样本对应：%2。</translation>
        </message>
        <message>
            <source>“%1” has no operating point that cheap.</source>
            <translation>“%1”没有代价这么低的工作点。</translation>
        </message>
        <message>
            <source>Copy the comparison as LaTe&amp;X</source>
            <translation>将对比复制为 LaTeX(&amp;Y)</translation>
        </message>
        <message>
            <source>A table for a paper, whose bold figures follow the paired tests</source>
            <translation>论文用表格，粗体数值依据成对检验</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::DifficultyForm</name>
        <message>
            <source>Annotations and traces (*.tsv *.txt *.trace);;All files (*)</source>
            <translation>标注与轨迹 (*.tsv *.txt *.trace);;所有文件 (*)</translation>
        </message>
        <message>
            <source>What predictors learn from</source>
            <translation>预测器的训练数据</translation>
        </message>
        <message>
            <source>What they are scored on</source>
            <translation>预测器的评测数据</translation>
        </message>
        <message>
            <source>Model folder</source>
            <translation>模型文件夹</translation>
        </message>
        <message>
            <source>Share to learn from</source>
            <translation>用于训练的占比</translation>
        </message>
        <message>
            <source>Texts that predictors learn from; the others test</source>
            <translation>预测器用于训练的文本；其余用于测试</translation>
        </message>
        <message>
            <source>Seeds</source>
            <translation>随机种子数</translation>
        </message>
        <message>
            <source>Trainings of each predictor</source>
            <translation>每个预测器的训练次数</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>轮数</translation>
        </message>
        <message>
            <source>Exactly so many, or until the loss on texts held out rises</source>
            <translation>恰好这么多轮，或直到留出文本上的损失上升</translation>
        </message>
        <message>
            <source>a random part of the first</source>
            <translation>前者的随机一部分</translation>
        </message>
        <message>
            <source>none: from scratch</source>
            <translation>无：从头训练</translation>
        </message>
        <message>
            <source> %</source>
            <comment>percent, behind a number</comment>
            <translation> %</translation>
        </message>
        <message>
            <source>until it no longer helps</source>
            <translation>直到不再有帮助</translation>
        </message>
        <message>
            <source>&amp;Learn from:</source>
            <translation>训练数据(&amp;L)：</translation>
        </message>
        <message>
            <source>&amp;Test on:</source>
            <translation>测试数据(&amp;T)：</translation>
        </message>
        <message>
            <source>S&amp;hare:</source>
            <translation>占比(&amp;H)：</translation>
        </message>
        <message>
            <source>&amp;Model:</source>
            <translation>模型(&amp;M)：</translation>
        </message>
        <message>
            <source>&amp;Seeds:</source>
            <translation>随机种子数(&amp;S)：</translation>
        </message>
        <message>
            <source>&amp;Epochs:</source>
            <translation>轮数(&amp;E)：</translation>
        </message>
        <message>
            <source>Choose an annotation or a trace to learn from.</source>
            <translation>请选择用于训练的标注或轨迹。</translation>
        </message>
        <message>
            <source>There is nothing at %1.</source>
            <translation>%1 处没有任何内容。</translation>
        </message>
        <message>
            <source>“%1” reads a model; choose its folder.</source>
            <translation>“%1”需要读取模型；请选择其文件夹。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::DifficultyModel</name>
        <message numerus="yes">
            <source>%n training(s), %1 s in all.</source>
            <translation>
                <numerusform>%n 次训练，共 %1 秒。</numerusform>
            </translation>
        </message>
        <message>
            <source>Predictor</source>
            <translation>预测器</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>准确率</translation>
        </message>
        <message>
            <source>± seeds</source>
            <translation>± 种子</translation>
        </message>
        <message>
            <source>On train</source>
            <translation>训练集上</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>领先</translation>
        </message>
        <message>
            <source>from</source>
            <translation>下限</translation>
        </message>
        <message>
            <source>to</source>
            <translation>上限</translation>
        </message>
        <message>
            <source>Micro P</source>
            <translation>微平均 P</translation>
        </message>
        <message>
            <source>Micro R</source>
            <translation>微平均 R</translation>
        </message>
        <message>
            <source>Micro F1</source>
            <translation>微平均 F1</translation>
        </message>
        <message>
            <source>Macro P</source>
            <translation>宏平均 P</translation>
        </message>
        <message>
            <source>Macro R</source>
            <translation>宏平均 R</translation>
        </message>
        <message>
            <source>Macro F1</source>
            <translation>宏平均 F1</translation>
        </message>
        <message>
            <source>TPR</source>
            <translation>TPR</translation>
        </message>
        <message>
            <source>TNR</source>
            <translation>TNR</translation>
        </message>
        <message>
            <source>G-mean</source>
            <translation>G-mean</translation>
        </message>
        <message>
            <source>Of the hard class: the exit is wrong. Micro: over all units and exits at once; macro: over texts.</source>
            <translation>针对“难”类：该出口答错。微平均：对所有单元和出口一并计算；宏平均：对各文本平均。</translation>
        </message>
        <message>
            <source>How often it is foreseen whether an exit is right, in percent: mean over exits and seeds</source>
            <translation>正确预见出口对错的频率（百分比）：对出口和种子取平均</translation>
        </message>
        <message>
            <source>Standard deviation over seeds, or over guesses</source>
            <translation>各种子或各次猜测之间的标准差</translation>
        </message>
        <message>
            <source>The same on what it was trained on</source>
            <translation>在其训练数据上的同一指标</translation>
        </message>
        <message>
            <source>Accuracy less that of majority</source>
            <translation>准确率减去多数的准确率</translation>
        </message>
        <message>
            <source>Interval of the lead: paired bootstrap over the test texts</source>
            <translation>领先的区间：对测试文本的配对自助法</translation>
        </message>
        <message>
            <source>Share of the wrong exits that are foreseen</source>
            <translation>答错的出口中被预见的占比</translation>
        </message>
        <message>
            <source>Share of the right exits that are foreseen</source>
            <translation>答对的出口中被预见的占比</translation>
        </message>
        <message>
            <source>Root of TPR times TNR; 0 for whoever only knows one answer</source>
            <translation>TPR 与 TNR 之积的平方根；只会一种回答者为 0</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::DifficultyView</name>
        <message>
            <source>&amp;Foresee</source>
            <translation>预见(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Use the open trace</source>
            <translation>使用打开的轨迹(&amp;U)</translation>
        </message>
        <message>
            <source>Train the predictors, and see what they foresee</source>
            <translation>训练预测器，查看它们能预见什么</translation>
        </message>
        <message>
            <source>Its exits are held against its labels, and its texts are split</source>
            <translation>将其出口与标签对照，并拆分其文本</translation>
        </message>
        <message>
            <source>No study yet</source>
            <translation>尚无研究</translation>
        </message>
        <message>
            <source>Which exits are right can be annotated from a trace with labels: can a predictor tell beforehand? Choose an annotation or a trace on the left, or drop one here, and start. Studies are kept beside their data.</source>
            <translation>带标签的轨迹可以标注哪些出口答对：预测器能否事先知道？请在左侧选择标注或轨迹，或将其拖放到此处，然后开始。研究保存在其数据旁边。</translation>
        </message>
        <message>
            <source>Kept studies</source>
            <translation>已保存的研究</translation>
        </message>
        <message>
            <source>Predictors of difficulty</source>
            <translation>难度预测器</translation>
        </message>
        <message>
            <source>Accuracy of the predictors at every exit</source>
            <translation>各出口处预测器的准确率</translation>
        </message>
        <message>
            <source>Kept studies…</source>
            <translation>已保存的研究…</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>name, folder</comment>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>%1: learnt from %2 words, tested on %3 words of %4 sentences, %5 exits. Figures in percent.</source>
            <translation>%1：用 %2 个词训练，在 %4 个句子的 %3 个词上测试，%5 个出口。数值为百分比。</translation>
        </message>
        <message>
            <source>%1: learnt from %2 texts, tested on %3, %4 exits. Figures in percent.</source>
            <translation>%1：用 %2 个文本训练，在 %3 个文本上测试，%4 个出口。数值为百分比。</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <comment>ends of an interval</comment>
            <translation>%1 到 %2</translation>
        </message>
        <message>
            <source>Foreseen: the best, %1, is %2 points above majority (interval: %3).</source>
            <translation>可以预见：最好的 %1 比多数高 %2 个百分点（区间：%3）。</translation>
        </message>
        <message>
            <source>Not foreseen: no predictor is surely above majority; the best, %1, is %2 points from it (interval: %3).</source>
            <translation>无法预见：没有预测器确定高于多数；最好的 %1 与其相差 %2 个百分点（区间：%3）。</translation>
        </message>
        <message>
            <source>Diffic&amp;ulty</source>
            <translation>难度(&amp;U)</translation>
        </message>
        <message>
            <source>What to foresee</source>
            <translation>要预见的内容</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::ExamplesModel</name>
        <message>
            <source>same</source>
            <translation>不变</translation>
        </message>
        <message>
            <source>mends</source>
            <translation>改对</translation>
        </message>
        <message>
            <source>breaks</source>
            <translation>改错</translation>
        </message>
        <message>
            <source>changes</source>
            <translation>改变</translation>
        </message>
        <message>
            <source>At threshold %1 (%2) it exits at layer %3, which mends the answer.</source>
            <translation>阈值为 %1（%2）时在第 %3 层退出，答案由错变对。</translation>
        </message>
        <message>
            <source>At threshold %1 (%2) it exits at layer %3, which breaks the answer.</source>
            <translation>阈值为 %1（%2）时在第 %3 层退出，答案由对变错。</translation>
        </message>
        <message>
            <source>At threshold %1 (%2) it exits at layer %3 with another answer.</source>
            <translation>阈值为 %1（%2）时在第 %3 层退出，答案不同。</translation>
        </message>
        <message>
            <source>At threshold %1 (%2) it exits at layer %3 with the same answer.</source>
            <translation>阈值为 %1（%2）时在第 %3 层退出，答案不变。</translation>
        </message>
        <message>
            <source>overthinks</source>
            <translation>过度思考</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>distance and effect: +0.012 mends</comment>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>It exits here at every threshold.</source>
            <translation>无论阈值如何，都在此退出。</translation>
        </message>
        <message>
            <source>Right first at layer %1, wrong at the last one.</source>
            <translation>首次在第 %1 层答对，在最后一层答错。</translation>
        </message>
        <message>
            <source>Right where it exits.</source>
            <translation>在退出处答对。</translation>
        </message>
        <message>
            <source>Wrong where it exits.</source>
            <translation>在退出处答错。</translation>
        </message>
        <message>
            <source>The full model says the same.</source>
            <translation>完整模型的答案相同。</translation>
        </message>
        <message>
            <source>The full model says something else.</source>
            <translation>完整模型的答案不同。</translation>
        </message>
        <message>
            <source>#</source>
            <translation>#</translation>
        </message>
        <message>
            <source>Place in the dataset</source>
            <translation>在数据集中的位置</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>The gold label</source>
            <translation>真实标签</translation>
        </message>
        <message>
            <source>Prediction</source>
            <translation>预测</translation>
        </message>
        <message>
            <source>What the exit says where it leaves</source>
            <translation>退出处的出口给出的答案</translation>
        </message>
        <message>
            <source>Full model</source>
            <translation>完整模型</translation>
        </message>
        <message>
            <source>What the last exit says</source>
            <translation>最后一个出口给出的答案</translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>出口</translation>
        </message>
        <message>
            <source>The layer after which it leaves</source>
            <translation>在该层之后退出</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>置信度</translation>
        </message>
        <message>
            <source>The largest probability at the exit</source>
            <translation>出口处的最大概率</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>正确</translation>
        </message>
        <message>
            <source>Right where it exits</source>
            <translation>在退出处答对</translation>
        </message>
        <message>
            <source>Overthinks</source>
            <translation>过度思考</translation>
        </message>
        <message>
            <source>Right at some exit, wrong at the last one</source>
            <translation>在某个出口答对，在最后一个出口答错</translation>
        </message>
        <message>
            <source>Agrees</source>
            <translation>一致</translation>
        </message>
        <message>
            <source>The same answer as the full model</source>
            <translation>与完整模型的答案相同</translation>
        </message>
        <message>
            <source>Slack</source>
            <translation>余量</translation>
        </message>
        <message>
            <source>How far the threshold must move before it exits elsewhere, and what that does to the answer</source>
            <translation>阈值要移动多少才会改在别处退出，以及这对答案的影响</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>词元</translation>
        </message>
        <message>
            <source>Length in tokens</source>
            <translation>长度（词元数）</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标记</translation>
        </message>
        <message>
            <source>Tags of the dataset, and the slices it is in</source>
            <translation>数据集中的标记，以及所属的切片</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::ExamplesView</name>
        <message>
            <source>&amp;Overthinking atlas</source>
            <translation>过度思考图谱(&amp;H)</translation>
        </message>
        <message>
            <source>Export the examples as &amp;CSV…</source>
            <translation>将样本导出为 CSV(&amp;V)…</translation>
        </message>
        <message>
            <source>Filter: wrong exit&lt;=4 slack&lt;0.01 label:… "words in the text"</source>
            <translation>筛选：wrong exit&lt;=4 slack&lt;0.01 label:… "文本中的词"</translation>
        </message>
        <message>
            <source>Filter of the examples</source>
            <translation>样本筛选</translation>
        </message>
        <message>
            <source>Sl&amp;ices</source>
            <translation>切片(&amp;I)</translation>
        </message>
        <message>
            <source>Examples kept under a name, for every trace of this dataset</source>
            <translation>以名称保存的一组样本，适用于此数据集的所有轨迹</translation>
        </message>
        <message>
            <source>Who is right early and wrong at the end</source>
            <translation>哪些样本早期答对、最终答错</translation>
        </message>
        <message>
            <source>CSV…</source>
            <translation>CSV…</translation>
        </message>
        <message>
            <source>Write the rows that the filter lets through, in the order shown</source>
            <translation>按显示的顺序写出通过筛选的行</translation>
        </message>
        <message>
            <source>Examples</source>
            <translation>样本</translation>
        </message>
        <message>
            <source>Show in &amp;Tokens</source>
            <translation>在词元视图中显示(&amp;T)</translation>
        </message>
        <message>
            <source>Tag the selected examples…</source>
            <translation>为选中的样本添加标记…</translation>
        </message>
        <message>
            <source>Export the examples as CSV</source>
            <translation>将样本导出为 CSV</translation>
        </message>
        <message>
            <source>No trace is open</source>
            <translation>未打开轨迹</translation>
        </message>
        <message>
            <source>Open a trace, or trace a model over a dataset: its examples are listed here with their exits.</source>
            <translation>打开一条轨迹，或在数据集上记录模型轨迹：其样本及出口会列在这里。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) are too many for the clipboard: export them as CSV instead.</source>
            <translation>
                <numerusform>%Ln 行对剪贴板来说过多：请改为导出 CSV。</numerusform>
            </translation>
        </message>
        <message>
            <source>Exam&amp;ples</source>
            <translation>样本(&amp;E)</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>%1, %2 selected</source>
            <translation>%1，选中 %2</translation>
        </message>
        <message>
            <source>&amp;Keep these examples as a slice…</source>
            <translation>将这些样本保存为切片(&amp;K)…</translation>
        </message>
        <message>
            <source>&amp;Tag the selected examples…</source>
            <translation>为选中的样本添加标记(&amp;T)…</translation>
        </message>
        <message>
            <source>No slices of this dataset yet</source>
            <translation>此数据集还没有切片</translation>
        </message>
        <message>
            <source>Open a store to keep slices in</source>
            <translation>打开运行库以保存切片</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1（%2）</translation>
        </message>
        <message>
            <source>&amp;Show only these</source>
            <translation>仅显示这些(&amp;S)</translation>
        </message>
        <message>
            <source>Found by: %1</source>
            <translation>筛选条件：%1</translation>
        </message>
        <message>
            <source>S&amp;elect these</source>
            <translation>选中这些(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;Rename…</source>
            <translation>重命名(&amp;R)…</translation>
        </message>
        <message>
            <source>Rename slice</source>
            <translation>重命名切片</translation>
        </message>
        <message>
            <source>New name of “%1”:</source>
            <translation>“%1”的新名称：</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>删除(&amp;D)</translation>
        </message>
        <message>
            <source>Keep as a slice</source>
            <translation>保存为切片</translation>
        </message>
        <message numerus="yes">
            <source>Name for the %Ln selected example(s):</source>
            <translation>
                <numerusform>选中的 %Ln 个样本的名称：</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Name for the %Ln example(s) shown:</source>
            <translation>
                <numerusform>显示的 %Ln 个样本的名称：</numerusform>
            </translation>
        </message>
        <message>
            <source>There is a slice “%1” already; choose another name, or delete that one first.</source>
            <translation>已有名为“%1”的切片；请换一个名称，或先删除该切片。</translation>
        </message>
        <message>
            <source>Select the examples to be tagged first.</source>
            <translation>请先选中要添加标记的样本。</translation>
        </message>
        <message>
            <source>Tags are kept in a store: open one or make a new one first.</source>
            <translation>标记保存在运行库中：请先打开或新建一个运行库。</translation>
        </message>
        <message>
            <source>Tag examples</source>
            <translation>为样本添加标记</translation>
        </message>
        <message numerus="yes">
            <source>Tag for %Ln example(s):</source>
            <translation>
                <numerusform>%Ln 个样本的标记：</numerusform>
            </translation>
        </message>
        <message>
            <source>Export examples</source>
            <translation>导出样本</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>CSV 文件 (*.csv)</translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) written to %1</source>
            <translation>
                <numerusform>已将 %Ln 行写入 %1</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Remove a tag from the selected examples</source>
            <translation>从所选样本中移除标记(&amp;R)</translation>
        </message>
        <message>
            <source>They carry no tag that was given here</source>
            <translation>它们没有在此处添加的标记</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::ExecuteDialog</name>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>A &amp;hash of tokens</source>
            <translation>词元的哈希(&amp;H)</translation>
        </message>
        <message>
            <source>Execute a policy</source>
            <translation>实际执行一个策略</translation>
        </message>
        <message>
            <source>The &amp;operating point, %1</source>
            <translation>工作点(&amp;O)：%1</translation>
        </message>
        <message>
            <source>The &amp;operating point</source>
            <translation>工作点(&amp;O)</translation>
        </message>
        <message>
            <source>Wall time is the median of so many passes of the policy and of the full model, in turns</source>
            <translation>墙钟时间取策略与完整模型轮流运行这么多遍的中位数</translation>
        </message>
        <message>
            <source>Of the random functions, and of the clusters' first centres</source>
            <translation>用于随机函数和聚类的初始中心</translation>
        </message>
        <message>
            <source>B&amp;rowse…</source>
            <translation>浏览(&amp;R)…</translation>
        </message>
        <message>
            <source>Browse for a corpus</source>
            <translation>浏览选择语料</translation>
        </message>
        <message>
            <source>&amp;Function:</source>
            <translation>函数(&amp;F)：</translation>
        </message>
        <message>
            <source>&amp;Buckets:</source>
            <translation>桶数(&amp;B)：</translation>
        </message>
        <message>
            <source>&amp;Seed:</source>
            <translation>种子(&amp;S)：</translation>
        </message>
        <message>
            <source>&amp;Corpus to count:</source>
            <translation>要计数的语料(&amp;C)：</translation>
        </message>
        <message>
            <source>The model runs over the traced data once more, and what leaves is frozen: where tokens leave is then what really happens, and time is measured against the full model. The run is kept in the store.</source>
            <translation>模型在所跟踪的数据上再运行一遍，退出的词元会被冻结：这样得到的才是词元真正退出的位置，并与完整模型比较用时。这次运行会保存在运行库中。</translation>
        </message>
        <message>
            <source>Bro&amp;wse…</source>
            <translation>浏览(&amp;W)…</translation>
        </message>
        <message>
            <source>Brows&amp;e…</source>
            <translation>浏览(&amp;E)…</translation>
        </message>
        <message>
            <source>Browse for a model folder</source>
            <translation>浏览模型文件夹</translation>
        </message>
        <message>
            <source>Browse for a dataset file</source>
            <translation>浏览数据集文件</translation>
        </message>
        <message>
            <source>&amp;Model folder:</source>
            <translation>模型文件夹(&amp;M)：</translation>
        </message>
        <message>
            <source>&amp;Dataset file:</source>
            <translation>数据集文件(&amp;D)：</translation>
        </message>
        <message>
            <source>Timed &amp;passes:</source>
            <translation>计时遍数(&amp;P)：</translation>
        </message>
        <message>
            <source>Star&amp;t</source>
            <translation>开始(&amp;T)</translation>
        </message>
        <message>
            <source>Dataset file</source>
            <translation>数据集文件</translation>
        </message>
        <message>
            <source>Corpus to count</source>
            <translation>要计数的语料</translation>
        </message>
        <message>
            <source>The corpus does not exist.</source>
            <translation>该语料不存在。</translation>
        </message>
        <message>
            <source>Choose a corpus to count, such as the training data: no table is kept with the model.</source>
            <translation>请选择要计数的语料，例如训练数据：模型旁没有保存的表。</translation>
        </message>
        <message>
            <source>the table kept with the model, where it is of this function and buckets</source>
            <translation>若函数和桶数相同，则用随模型保存的表</translation>
        </message>
        <message>
            <source>training data</source>
            <translation>训练数据</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::ExportDialog</name>
        <message>
            <source>Export figure</source>
            <translation>导出图表</translation>
        </message>
        <message>
            <source>Save figure</source>
            <translation>保存图表</translation>
        </message>
        <message>
            <source>&amp;Copy as command</source>
            <translation>复制为命令(&amp;C)</translation>
        </message>
        <message>
            <source>The exitscope export line that writes the same bytes</source>
            <translation>可写出完全相同字节的 exitscope export 命令行</translation>
        </message>
        <message>
            <source>The exitscope export line that writes the same bytes. It reads a small file that is written beside the figure, so the figure is saved first.</source>
            <translation>可写出完全相同字节的 exitscope export 命令行。它要读取写在图表旁的一个小文件，因此会先保存图表。</translation>
        </message>
        <message>
            <source>&amp;Save…</source>
            <translation>保存(&amp;S)…</translation>
        </message>
        <message>
            <source>Nothing was saved. %1</source>
            <translation>未保存任何内容。%1</translation>
        </message>
        <message>
            <source>The command is in the clipboard.</source>
            <translation>命令已复制到剪贴板。</translation>
        </message>
        <message>
            <source>The command is in the clipboard. It draws from %1, written beside the figure.</source>
            <translation>命令已复制到剪贴板。它根据写在图表旁的 %1 绘图。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::FigureLookForm</name>
        <message>
            <source>PDF (vector)</source>
            <translation>PDF（矢量）</translation>
        </message>
        <message>
            <source>SVG (vector)</source>
            <translation>SVG（矢量）</translation>
        </message>
        <message>
            <source>PNG (pixels)</source>
            <translation>PNG（像素）</translation>
        </message>
        <message>
            <source>CSV (the numbers)</source>
            <translation>CSV（数值）</translation>
        </message>
        <message>
            <source>TeX (pgfplots, with CSV)</source>
            <translation>TeX（pgfplots，附 CSV）</translation>
        </message>
        <message>
            <source>Where it hides least</source>
            <translation>遮挡最少处</translation>
        </message>
        <message>
            <source>Top left</source>
            <translation>左上</translation>
        </message>
        <message>
            <source>Top right</source>
            <translation>右上</translation>
        </message>
        <message>
            <source>Bottom left</source>
            <translation>左下</translation>
        </message>
        <message>
            <source>Bottom right</source>
            <translation>右下</translation>
        </message>
        <message>
            <source>Right of the plot</source>
            <translation>图右侧</translation>
        </message>
        <message>
            <source>Above the plot</source>
            <translation>图上方</translation>
        </message>
        <message>
            <source>No legend</source>
            <translation>无图例</translation>
        </message>
        <message>
            <source>Okabe and Ito</source>
            <translation>Okabe 和 Ito</translation>
        </message>
        <message>
            <source>Tol, bright</source>
            <translation>Tol，鲜明</translation>
        </message>
        <message>
            <source>Black, by marker and dash</source>
            <translation>黑色，以标记点和线型区分</translation>
        </message>
        <message>
            <source>The plot's own</source>
            <translation>图自身的配色</translation>
        </message>
        <message>
            <source>Viridis</source>
            <translation>Viridis</translation>
        </message>
        <message>
            <source>Cividis</source>
            <translation>Cividis</translation>
        </message>
        <message>
            <source> pt</source>
            <translation> pt</translation>
        </message>
        <message>
            <source>&amp;Grey, as a printer will show it</source>
            <translation>灰度，模拟打印效果(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Letters as outlines</source>
            <translation>文字转为轮廓(&amp;L)</translation>
        </message>
        <message>
            <source> dpi</source>
            <translation> dpi</translation>
        </message>
        <message>
            <source>As it was</source>
            <translation>保持原样</translation>
        </message>
        <message>
            <source>Unit of width and height</source>
            <translation>宽度和高度的单位</translation>
        </message>
        <message>
            <source>For programs that lack the font; the text can no longer be searched or edited</source>
            <translation>用于没有该字体的程序；文字将无法再搜索或编辑</translation>
        </message>
        <message>
            <source>&amp;Format:</source>
            <translation>格式(&amp;F)：</translation>
        </message>
        <message>
            <source>&amp;Preset:</source>
            <translation>预设(&amp;P)：</translation>
        </message>
        <message>
            <source>&amp;Width:</source>
            <translation>宽度(&amp;W)：</translation>
        </message>
        <message>
            <source>&amp;Height:</source>
            <translation>高度(&amp;H)：</translation>
        </message>
        <message>
            <source>F&amp;ont:</source>
            <translation>字体(&amp;O)：</translation>
        </message>
        <message>
            <source>&amp;Text size:</source>
            <translation>字号(&amp;T)：</translation>
        </message>
        <message>
            <source>L&amp;ines:</source>
            <translation>线条(&amp;I)：</translation>
        </message>
        <message>
            <source>&amp;Markers:</source>
            <translation>标记点(&amp;M)：</translation>
        </message>
        <message>
            <source>L&amp;egend:</source>
            <translation>图例(&amp;E)：</translation>
        </message>
        <message>
            <source>P&amp;alette:</source>
            <translation>调色板(&amp;A)：</translation>
        </message>
        <message>
            <source>Dept&amp;h colours:</source>
            <translation>深度配色(&amp;U)：</translation>
        </message>
        <message>
            <source>&amp;Resolution:</source>
            <translation>分辨率(&amp;R)：</translation>
        </message>
        <message>
            <source>The words are those in the file; draw the figure from its runs to have them in another language</source>
            <translation>文字即文件中所存；要换成另一种语言，请从其运行重新绘制此图</translation>
        </message>
        <message>
            <source>Of titles and names in the figure, whatever language this window speaks</source>
            <translation>图中标题和名称的语言，与此窗口所用语言无关</translation>
        </message>
        <message>
            <source>Lang&amp;uage:</source>
            <translation>语言(&amp;N)：</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::FigurePreview</name>
        <message>
            <source>Fit</source>
            <translation>适合窗口</translation>
        </message>
        <message>
            <source>100 % (size on paper)</source>
            <translation>100%（纸面尺寸）</translation>
        </message>
        <message>
            <source>%1 %</source>
            <translation>%1%</translation>
        </message>
        <message>
            <source>Zoom of the preview</source>
            <translation>预览的缩放</translation>
        </message>
        <message>
            <source>Preview of the figure</source>
            <translation>图表预览</translation>
        </message>
        <message>
            <source>Contents of the file</source>
            <translation>文件内容</translation>
        </message>
        <message>
            <source>Pre&amp;view:</source>
            <translation>预览(&amp;V)：</translation>
        </message>
        <message numerus="yes">
            <source>… and so on: %n line(s) in all.</source>
            <translation>
                <numerusform>… 等等：共 %n 行。</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::GenerateForm</name>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>File of prompts, one a line</source>
            <translation>提示文件，每行一条</translation>
        </message>
        <message>
            <source>Texts (*.txt);;All files (*)</source>
            <translation>文本 (*.txt);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>词元数</translation>
        </message>
        <message>
            <source>At most so many are written for a prompt</source>
            <translation>每条提示最多写这么多</translation>
        </message>
        <message>
            <source>Likeliest words</source>
            <translation>最可能的词</translation>
        </message>
        <message>
            <source>Words are drawn from so many of the likeliest</source>
            <translation>只从这么多个最可能的词中抽取</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>The same seed draws the same words</source>
            <translation>相同的种子抽取相同的词</translation>
        </message>
        <message>
            <source>Beams</source>
            <translation>束宽</translation>
        </message>
        <message>
            <source>More than one: the likeliest of several texts, by the full model</source>
            <translation>大于一：由完整模型从多个文本中选最可能的</translation>
        </message>
        <message>
            <source>a folder, or a .bin of llama2.c</source>
            <translation>文件夹，或 llama2.c 的 .bin</translation>
        </message>
        <message>
            <source>Look for a model</source>
            <translation>查找模型</translation>
        </message>
        <message>
            <source>A checkpoint &amp;folder…</source>
            <translation>检查点文件夹(&amp;F)…</translation>
        </message>
        <message>
            <source>A model &amp;file of llama2.c…</source>
            <translation>llama2.c 的模型文件(&amp;I)…</translation>
        </message>
        <message>
            <source>&amp;Model:</source>
            <translation>模型(&amp;M)：</translation>
        </message>
        <message>
            <source>Prompt</source>
            <translation>提示</translation>
        </message>
        <message>
            <source>What to go on from; Ctrl+Enter writes</source>
            <translation>从何处续写；Ctrl+Enter 开始写</translation>
        </message>
        <message>
            <source>&amp;Prompt:</source>
            <translation>提示(&amp;P)：</translation>
        </message>
        <message>
            <source>none: the prompt above</source>
            <translation>无：用上面的提示</translation>
        </message>
        <message>
            <source>F&amp;ile:</source>
            <translation>文件(&amp;I)：</translation>
        </message>
        <message>
            <source>likeliest word</source>
            <translation>最可能的词</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>温度</translation>
        </message>
        <message>
            <source>Words are drawn at this temperature; 0 always takes the likeliest</source>
            <translation>按此温度抽取词；0 总是取最可能的</translation>
        </message>
        <message>
            <source>all</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Likeliest share</source>
            <translation>最可能的份额</translation>
        </message>
        <message>
            <source>Words are drawn from the fewest that have this probability together</source>
            <translation>从合计达到此概率的最少几个词中抽取</translation>
        </message>
        <message>
            <source>is refused</source>
            <translation>拒绝</translation>
        </message>
        <message>
            <source>is cut</source>
            <translation>截短</translation>
        </message>
        <message>
            <source>A prompt that is too long</source>
            <translation>过长的提示</translation>
        </message>
        <message>
            <source>What leaves no room in the model's positions is refused, or cut at its beginning (an encoder's input at its end)</source>
            <translation>在模型的位置数内没有余地的提示会被拒绝，或从开头截短（编码器的输入从末尾截短）</translation>
        </message>
        <message>
            <source>To&amp;kens:</source>
            <translation>词元数(&amp;K)：</translation>
        </message>
        <message>
            <source>Temper&amp;ature:</source>
            <translation>温度(&amp;A)：</translation>
        </message>
        <message>
            <source>Top &amp;k:</source>
            <translation>Top &amp;k：</translation>
        </message>
        <message>
            <source>Top p:</source>
            <translation>Top p：</translation>
        </message>
        <message>
            <source>&amp;Seed:</source>
            <translation>种子(&amp;S)：</translation>
        </message>
        <message>
            <source>&amp;Beams:</source>
            <translation>束宽(&amp;B)：</translation>
        </message>
        <message>
            <source>Too lon&amp;g:</source>
            <translation>过长时(&amp;G)：</translation>
        </message>
        <message>
            <source>Choose a model: a checkpoint folder of GPT-2, Llama, T5 or BART, or a model file of llama2.c.</source>
            <translation>请选择模型：GPT-2、Llama、T5 或 BART 的检查点文件夹，或 llama2.c 的模型文件。</translation>
        </message>
        <message>
            <source>The model is being looked at.</source>
            <translation>正在查看模型。</translation>
        </message>
        <message>
            <source>There is nothing at %1.</source>
            <translation>%1 处没有任何东西。</translation>
        </message>
        <message>
            <source>Give the encoder a text to read.</source>
            <translation>请给编码器一段文本来读。</translation>
        </message>
        <message>
            <source>This model has no token to begin with; give it at least a word to go on from.</source>
            <translation>该模型没有起始词元；请至少给它一个词来续写。</translation>
        </message>
        <message>
            <source>The model has no exit classifier; choose another rule.</source>
            <translation>该模型没有退出分类器；请选择别的规则。</translation>
        </message>
        <message>
            <source>The oracle compares likeliest words; set the temperature to 0.</source>
            <translation>理想上界(oracle)比较的是最可能的词；请将温度设为 0。</translation>
        </message>
        <message>
            <source>Model of llama2.c</source>
            <translation>llama2.c 的模型</translation>
        </message>
        <message>
            <source>Models of llama2.c (*.bin);;All files (*)</source>
            <translation>llama2.c 的模型 (*.bin);;所有文件 (*)</translation>
        </message>
        <message>
            <source>%1: %2 layers, %3 words</source>
            <translation>%1：%2 层，%3 个词</translation>
        </message>
        <message>
            <source>%1, %2 positions</source>
            <comment>size of a model</comment>
            <translation>%1，%2 个位置</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::GenerateView</name>
        <message>
            <source>&amp;Write</source>
            <translation>写(&amp;W)</translation>
        </message>
        <message>
            <source>&amp;Layer numbers</source>
            <translation>层号(&amp;L)</translation>
        </message>
        <message>
            <source>First &amp;difference</source>
            <translation>第一处差异(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Copy text</source>
            <translation>复制文本(&amp;C)</translation>
        </message>
        <message>
            <source>Exits along the text</source>
            <translation>沿文本的退出层</translation>
        </message>
        <message>
            <source>Where tokens leave</source>
            <translation>词元在何处退出</translation>
        </message>
        <message>
            <source>Let the model go on from the prompt, under the rule and in full (Ctrl+Enter in the view)</source>
            <translation>让模型从提示续写，按规则写，也完整地写（在视图中按 Ctrl+Enter）</translation>
        </message>
        <message>
            <source>What is written stays (Esc)</source>
            <translation>已写的内容保留（Esc）</translation>
        </message>
        <message>
            <source>The layer that each token left after, below it</source>
            <translation>在每个词元下方显示它退出的层</translation>
        </message>
        <message>
            <source>Where the texts part</source>
            <translation>两个文本开始不同之处</translation>
        </message>
        <message>
            <source>Prompt and what was written under the rule</source>
            <translation>提示和按规则写出的内容</translation>
        </message>
        <message>
            <source>Nothing is written yet</source>
            <translation>还没有写任何内容</translation>
        </message>
        <message>
            <source>Choose a GPT-2, Llama, T5 or BART checkpoint on the left, or drop its folder here, type a prompt and write. Every token leaves as early as the rule lets it, and the full model's text stands beside it.</source>
            <translation>在左侧选择 GPT-2、Llama、T5 或 BART 的检查点，或把它的文件夹拖到这里，输入提示并开始写。每个词元在规则允许时尽早退出，旁边是完整模型的文本。</translation>
        </message>
        <message>
            <source>What to write</source>
            <translation>写什么</translation>
        </message>
        <message numerus="yes">
            <source>Stopped after %Ln token(s).</source>
            <translation>
                <numerusform>写了 %Ln 个词元后停止。</numerusform>
            </translation>
        </message>
        <message>
            <source>The model is loaded…</source>
            <translation>正在加载模型…</translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) under the rule; the full model is writing…</source>
            <translation>
                <numerusform>按规则写了 %Ln 个词元；完整模型正在写…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Writing: %Ln token(s)…</source>
            <translation>
                <numerusform>正在写：%Ln 个词元…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) of the prompt were cut to leave room in the model's positions.</source>
            <translation>
                <numerusform>为在模型的位置数内留出余地，截去了提示的 %Ln 个词元。</numerusform>
            </translation>
        </message>
        <message>
            <source>Ge&amp;nerate</source>
            <translation>生成(&amp;N)</translation>
        </message>
        <message>
            <source>Copy as co&amp;mmand</source>
            <translation>复制为命令(&amp;M)</translation>
        </message>
        <message>
            <source>The exitscope generate line that writes the same</source>
            <translation>写出相同内容的 exitscope generate 命令行</translation>
        </message>
        <message>
            <source>Drawn as soon as the text is whole.</source>
            <translation>文本写完后即绘制。</translation>
        </message>
        <message>
            <source>Stop writing</source>
            <translation>停止写作</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::HashDialog</name>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Corpus to count</source>
            <translation>要计数的语料</translation>
        </message>
        <message>
            <source>Make a hash of tokens</source>
            <translation>制作词元的哈希</translation>
        </message>
        <message>
            <source>How many layers tokens may leave after, evenly spread; at most as many as the model has</source>
            <translation>词元可以在多少个层之后退出，均匀分布；至多与模型层数相同</translation>
        </message>
        <message>
            <source>Of the random functions, and of the clusters' first centres</source>
            <translation>用于随机函数和聚类的初始中心</translation>
        </message>
        <message>
            <source>A table that sends every vocabulary entry through a fixed number of layers, known before anything runs (HashEE). It is kept with the model, in the place of the one before.</source>
            <translation>一张表，让每个词表条目经过固定的层数，在运行之前就已确定（HashEE）。它随模型保存，取代之前的那张。</translation>
        </message>
        <message>
            <source>Bro&amp;wse…</source>
            <translation>浏览(&amp;W)…</translation>
        </message>
        <message>
            <source>Brows&amp;e…</source>
            <translation>浏览(&amp;E)…</translation>
        </message>
        <message>
            <source>Browse for a model folder</source>
            <translation>浏览模型文件夹</translation>
        </message>
        <message>
            <source>Browse for a corpus</source>
            <translation>浏览选择语料</translation>
        </message>
        <message>
            <source>&amp;Model folder:</source>
            <translation>模型文件夹(&amp;M)：</translation>
        </message>
        <message>
            <source>&amp;Function:</source>
            <translation>函数(&amp;F)：</translation>
        </message>
        <message>
            <source>&amp;Buckets:</source>
            <translation>桶数(&amp;B)：</translation>
        </message>
        <message>
            <source>&amp;Seed:</source>
            <translation>种子(&amp;S)：</translation>
        </message>
        <message>
            <source>&amp;Corpus to count:</source>
            <translation>要计数的语料(&amp;C)：</translation>
        </message>
        <message>
            <source>&amp;Make</source>
            <translation>制作(&amp;M)</translation>
        </message>
        <message>
            <source>A table needs the model's folder, with its tokenizer.</source>
            <translation>制表需要模型的文件夹及其分词器。</translation>
        </message>
        <message>
            <source>Choose a corpus to count, such as the training data.</source>
            <translation>请选择要计数的语料，例如训练数据。</translation>
        </message>
        <message>
            <source>The corpus does not exist.</source>
            <translation>该语料不存在。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::HashEntriesModel</name>
        <message>
            <source>%1 (special)</source>
            <translation>%1（特殊）</translation>
        </message>
        <message>
            <source>An entry of the vocabulary</source>
            <translation>词表中的一个条目</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>词元</translation>
        </message>
        <message>
            <source>Its number in the vocabulary, from 0</source>
            <translation>它在词表中的编号，从 0 开始</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Buckets count from 2, as HashEE numbers them</source>
            <translation>桶从 2 开始编号，与 HashEE 一致</translation>
        </message>
        <message>
            <source>Bucket</source>
            <translation>桶</translation>
        </message>
        <message>
            <source>The layers that it goes through before it leaves</source>
            <translation>它退出之前经过的层数</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层数</translation>
        </message>
        <message>
            <source>How often it occurs in the corpus that was counted</source>
            <translation>它在计数语料中出现的次数</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>Its mutual information with the label, in nats</source>
            <translation>它与标签的互信息，单位为奈特</translation>
        </message>
        <message>
            <source>Information</source>
            <translation>信息量</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::HashWindow</name>
        <message>
            <source>Hash of tokens, %1</source>
            <translation>词元的哈希，%1</translation>
        </message>
        <message>
            <source>Find a token, or its number</source>
            <translation>查找词元或其编号</translation>
        </message>
        <message>
            <source>Entries of the table</source>
            <translation>表中的条目</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>正在读取…</translation>
        </message>
        <message>
            <source>&amp;Show its exits</source>
            <translation>显示它的退出位置(&amp;S)</translation>
        </message>
        <message>
            <source>In the Tokens view: where it sends the words of the open trace</source>
            <translation>在词元视图中：它把所打开跟踪中的词送往何处</translation>
        </message>
        <message>
            <source>&amp;Make another…</source>
            <translation>另外制作(&amp;M)…</translation>
        </message>
        <message>
            <source>A %1 over %2 layers, for a vocabulary of %3 entries.</source>
            <translation>%1，共 %2 层，词表有 %3 个条目。</translation>
        </message>
        <message>
            <source>Counted in %1: %2 occurrences.</source>
            <translation>在 %1 中计数：出现 %2 次。</translation>
        </message>
        <message>
            <source>Every occurrence of a token draws its bucket anew: there is nothing to list.</source>
            <translation>词元每次出现都重新抽取桶：没有可列出的内容。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln entry(s)</source>
            <translation>
                <numerusform>%Ln 个条目</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::HelpWindow</name>
        <message>
            <source>Exitscope help</source>
            <translation>Exitscope 帮助</translation>
        </message>
        <message>
            <source>Search the manual</source>
            <translation>搜索手册</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>页面列表</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>No page has “%1”.</source>
            <translation>没有包含“%1”的页面。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::JobDocks</name>
        <message>
            <source>&amp;Jobs</source>
            <translation>任务(&amp;J)</translation>
        </message>
        <message>
            <source>Lo&amp;g</source>
            <translation>日志(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Pause or resume</source>
            <translation>暂停或继续(&amp;P)</translation>
        </message>
        <message>
            <source>Halt the running job, or let it go on</source>
            <translation>暂停正在运行的任务，或让其继续</translation>
        </message>
        <message>
            <source>Ca&amp;ncel</source>
            <translation>取消(&amp;N)</translation>
        </message>
        <message>
            <source>Stop the running job; what it has is kept</source>
            <translation>停止正在运行的任务；已有的结果会保留</translation>
        </message>
        <message>
            <source>%1 failed: %2</source>
            <translation>%1 失败：%2</translation>
        </message>
        <message>
            <source>View &gt; Jobs starts it again.</source>
            <translation>可在“视图 &gt; 任务”中重新启动它。</translation>
        </message>
        <message>
            <source>Failed: %1</source>
            <translation>失败：%1</translation>
        </message>
        <message>
            <source>%1 was cancelled.</source>
            <translation>%1 已取消。</translation>
        </message>
        <message>
            <source>What it had is kept; starting it again continues there.</source>
            <translation>已有的结果已保留；再次启动将从该处继续。</translation>
        </message>
        <message>
            <source>Finished after %1.</source>
            <translation>已完成，用时 %1。</translation>
        </message>
        <message>
            <source>No progress for %1.</source>
            <translation>已有 %1 没有进展。</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message numerus="yes">
            <source>%1 (%n more waiting)</source>
            <translation>
                <numerusform>%1（另有 %n 个等待中）</numerusform>
            </translation>
        </message>
        <message>
            <source>no progress for %1</source>
            <translation>已有 %1 没有进展</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::JobListModel</name>
        <message>
            <source>waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>held back</source>
            <translation>已搁置</translation>
        </message>
        <message>
            <source>no progress for %1</source>
            <translation>已有 %1 没有进展</translation>
        </message>
        <message>
            <source>running</source>
            <translation>运行中</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>cancelling…</source>
            <translation>正在取消…</translation>
        </message>
        <message>
            <source>finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/秒</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>%1 min %2 s</source>
            <translation>%1 分 %2 秒</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 小时 %2 分</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>速率</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>剩余时间</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>开始时间</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>用时</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::LayersView</name>
        <message>
            <source>&amp;Layers</source>
            <translation>各层(&amp;L)</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>质量</translation>
        </message>
        <message>
            <source>Each exit alone, and those that leave there</source>
            <translation>单独使用各出口，以及在该处退出者</translation>
        </message>
        <message>
            <source>Exits</source>
            <translation>出口</translation>
        </message>
        <message>
            <source>How many units leave at each exit</source>
            <translation>每个出口有多少单元退出</translation>
        </message>
        <message>
            <source>Reliability</source>
            <translation>可靠性</translation>
        </message>
        <message>
            <source>Accuracy against confidence at one exit</source>
            <translation>单个出口的准确率与置信度</translation>
        </message>
        <message>
            <source>Calibration error</source>
            <translation>校准误差</translation>
        </message>
        <message>
            <source>Expected calibration error of each exit</source>
            <translation>各出口的期望校准误差</translation>
        </message>
        <message>
            <source>Overthinking</source>
            <translation>过度思考</translation>
        </message>
        <message>
            <source>Units that are right early and wrong at the end</source>
            <translation>早期答对、最终答错的单元</translation>
        </message>
        <message>
            <source>Exit of the reliability diagram</source>
            <translation>可靠性图的出口</translation>
        </message>
        <message>
            <source>Show:</source>
            <translation>显示：</translation>
        </message>
        <message>
            <source>Where units leave</source>
            <translation>单元退出之处</translation>
        </message>
        <message>
            <source>Layer %1</source>
            <translation>第 %1 层</translation>
        </message>
        <message>
            <source>Open a trace to see its exits.</source>
            <translation>打开一条轨迹以查看其出口。</translation>
        </message>
        <message>
            <source>This trace predicts values; this plot is of classes.</source>
            <translation>此轨迹预测的是数值；此图针对类别。</translation>
        </message>
        <message>
            <source>Looking at every exit…</source>
            <translation>正在查看每个出口…</translation>
        </message>
        <message>
            <source>This trace has no labels, so nothing is known to be right. Trace the model on labelled data to see this.</source>
            <translation>此轨迹没有标签，无从得知对错。请在有标签的数据上记录模型轨迹以查看此内容。</translation>
        </message>
        <message>
            <source>Preparing the rule…</source>
            <translation>正在准备规则…</translation>
        </message>
        <message>
            <source>This trace has no labels, so the exits cannot be judged. Trace the model on labelled data to see this.</source>
            <translation>此轨迹没有标签，无法评判各出口。请在有标签的数据上记录模型轨迹以查看此内容。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s)</source>
            <translation>
                <numerusform>%Ln 个单元</numerusform>
            </translation>
        </message>
        <message>
            <source>This trace has one exit, so nothing can be right before the end.</source>
            <translation>此轨迹只有一个出口，不存在提前答对的情况。</translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s), %1 %</source>
            <translation>
                <numerusform>%Ln 个单元，%1%</numerusform>
            </translation>
        </message>
        <message>
            <source> (95 %: %1 to %2)</source>
            <translation>（95%：%1 到 %2）</translation>
        </message>
        <message>
            <source>Perplexity</source>
            <translation>困惑度</translation>
        </message>
        <message>
            <source>Of a language model: the perplexity at each exit</source>
            <translation>语言模型：每个出口的困惑度</translation>
        </message>
        <message>
            <source>Agreement</source>
            <translation>一致率</translation>
        </message>
        <message>
            <source>Of a language model: how many words each exit predicts as the last one does</source>
            <translation>语言模型：每个出口有多少词的预测与最后一个出口相同</translation>
        </message>
        <message>
            <source>This trace does not say how likely its words were.</source>
            <translation>此轨迹未记录各词的概率。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::LearningPanel</name>
        <message>
            <source>Lo&amp;garithmic</source>
            <translation>对数(&amp;G)</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>On dev</source>
            <translation>开发集</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>学习率</translation>
        </message>
        <message>
            <source>The axis of the loss</source>
            <translation>损失的坐标轴</translation>
        </message>
        <message>
            <source>The losses of the first steps are waited for.</source>
            <translation>正在等待最初几步的损失。</translation>
        </message>
        <message>
            <source>Dev was not asked yet.</source>
            <translation>尚未在开发集上评估。</translation>
        </message>
        <message>
            <source>The first steps are waited for.</source>
            <translation>正在等待最初几步。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::LibraryModel</name>
        <message>
            <source>finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Datasets</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Traces</source>
            <translation>轨迹</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>运行</translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s)</source>
            <translation>
                <numerusform>%Ln 个单元</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n exit(s)</source>
            <translation>
                <numerusform>%n 个出口</numerusform>
            </translation>
        </message>
        <message>
            <source>Run %1</source>
            <translation>运行 %1</translation>
        </message>
        <message numerus="yes">
            <source>%Ln point(s)</source>
            <translation>
                <numerusform>%Ln 个点</numerusform>
            </translation>
        </message>
        <message>
            <source>Sweep policies to make one</source>
            <translation>扫描策略即可产生运行</translation>
        </message>
        <message>
            <source>Trace a model to make one</source>
            <translation>记录模型轨迹即可产生轨迹</translation>
        </message>
        <message>
            <source>Drop a model folder on the window</source>
            <translation>将模型文件夹拖放到窗口</translation>
        </message>
        <message>
            <source>Drop a dataset on the window</source>
            <translation>将数据集拖放到窗口</translation>
        </message>
        <message>
            <source>%1 (interrupted)</source>
            <translation>%1（已中断）</translation>
        </message>
        <message>
            <source>%1 (running)</source>
            <translation>%1（运行中）</translation>
        </message>
        <message>
            <source>%1 (failed)</source>
            <translation>%1（失败）</translation>
        </message>
        <message>
            <source>interrupted: its program ended before it did</source>
            <translation>已中断：程序在其完成之前结束</translation>
        </message>
        <message>
            <source>running</source>
            <translation>运行中</translation>
        </message>
        <message>
            <source>failed: %1</source>
            <translation>失败：%1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>Model: %1</source>
            <translation>模型：%1</translation>
        </message>
        <message>
            <source>Dataset: %1</source>
            <translation>数据集：%1</translation>
        </message>
        <message>
            <source>Policies: %1</source>
            <translation>策略：%1</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>Tags: %1</source>
            <translation>标记：%1</translation>
        </message>
        <message>
            <source>None yet</source>
            <translation>暂无</translation>
        </message>
        <message>
            <source>Studies of difficulty</source>
            <translation>难度研究</translation>
        </message>
        <message>
            <source>Start one in the Difficulty view</source>
            <translation>在“难度”视图中开始一项</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::LibraryPanel</name>
        <message>
            <source>&amp;Rename</source>
            <translation>重命名(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>删除(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>打开(&amp;O)</translation>
        </message>
        <message>
            <source>Filter the library</source>
            <translation>筛选资源库</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>资源库</translation>
        </message>
        <message>
            <source>Words, or name:, policy:, tag:, model:, dataset:, state:, notes: with a word, or comparisons such as accuracy&gt;0.9, points&gt;=100, created&gt;2026-11-01; - before one turns it round</source>
            <translation>词语，或 name:、policy:、tag:、model:、dataset:、state:、notes: 后接词语，或比较式，如 accuracy&gt;0.9、points&gt;=100、created&gt;2026-11-01；在前面加 - 表示取反</translation>
        </message>
        <message>
            <source>&amp;Hash of tokens…</source>
            <translation>词元的哈希(&amp;H)…</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::MainWindow</name>
        <message>
            <source>Nothing is open yet</source>
            <translation>尚未打开任何内容</translation>
        </message>
        <message>
            <source>Trace a model over a dataset, open a trace or a store of runs, or drop any of them on this window.</source>
            <translation>在数据集上记录模型的轨迹，打开轨迹或运行库，也可将它们拖放到此窗口。</translation>
        </message>
        <message>
            <source>A job is running</source>
            <translation>有任务正在运行</translation>
        </message>
        <message>
            <source>“%1” is still running. Stop it and close? What it has so far is kept.</source>
            <translation>“%1”仍在运行。要停止并关闭吗？已有的结果会保留。</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;New store…</source>
            <translation>新建运行库(&amp;N)…</translation>
        </message>
        <message>
            <source>Start an empty store of runs</source>
            <translation>新建一个空的运行库</translation>
        </message>
        <message>
            <source>&amp;Open store…</source>
            <translation>打开运行库(&amp;O)…</translation>
        </message>
        <message>
            <source>Open a store of runs</source>
            <translation>打开运行库</translation>
        </message>
        <message>
            <source>Open &amp;recent</source>
            <translation>最近打开(&amp;R)</translation>
        </message>
        <message>
            <source>Open &amp;trace…</source>
            <translation>打开轨迹(&amp;T)…</translation>
        </message>
        <message>
            <source>Open a trace file</source>
            <translation>打开轨迹文件</translation>
        </message>
        <message>
            <source>Open the &amp;demo</source>
            <translation>打开演示(&amp;D)</translation>
        </message>
        <message>
            <source>The bundled model and corpus</source>
            <translation>随附的模型和语料</translation>
        </message>
        <message>
            <source>&amp;Save store as…</source>
            <translation>运行库另存为(&amp;S)…</translation>
        </message>
        <message>
            <source>Copy the open store to another file and go on there</source>
            <translation>将打开的运行库复制到另一文件，并在其中继续</translation>
        </message>
        <message>
            <source>&amp;Close window</source>
            <translation>关闭窗口(&amp;C)</translation>
        </message>
        <message>
            <source>What is open comes back at the next start</source>
            <translation>已打开的内容会在下次启动时恢复</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;Find</source>
            <translation>查找(&amp;F)</translation>
        </message>
        <message>
            <source>Search in the view, or else in the sentences</source>
            <translation>在当前视图中查找；视图不支持时在句子中查找</translation>
        </message>
        <message>
            <source>Filter the &amp;library</source>
            <translation>筛选资源库(&amp;L)</translation>
        </message>
        <message>
            <source>Show only what has the words that you type</source>
            <translation>仅显示包含所输词语的内容</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>Bring this view to the front</source>
            <translation>将此视图置于最前</translation>
        </message>
        <message>
            <source>&amp;Fit</source>
            <translation>显示全部(&amp;F)</translation>
        </message>
        <message>
            <source>Show everything in the plot</source>
            <translation>显示图中的全部内容</translation>
        </message>
        <message>
            <source>Every dock back to its usual place</source>
            <translation>将所有停靠面板恢复到默认位置</translation>
        </message>
        <message>
            <source>&amp;Run</source>
            <translation>运行(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Trace a model…</source>
            <translation>记录模型轨迹(&amp;T)…</translation>
        </message>
        <message>
            <source>One full pass of a dataset through a model</source>
            <translation>让数据集完整通过模型一遍</translation>
        </message>
        <message>
            <source>&amp;Sweep policies…</source>
            <translation>扫描策略(&amp;S)…</translation>
        </message>
        <message>
            <source>Evaluate policies over the open trace and keep the run</source>
            <translation>在打开的轨迹上评估策略，并保存此次运行</translation>
        </message>
        <message>
            <source>E&amp;xport</source>
            <translation>导出(&amp;X)</translation>
        </message>
        <message>
            <source>&amp;Figure…</source>
            <translation>图表(&amp;F)…</translation>
        </message>
        <message>
            <source>The plot in view as PDF, SVG, PNG, CSV or TeX</source>
            <translation>将当前图导出为 PDF、SVG、PNG、CSV 或 TeX</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>Nothing yet</source>
            <translation>暂无</translation>
        </message>
        <message>
            <source>&amp;Clear the list</source>
            <translation>清除列表(&amp;C)</translation>
        </message>
        <message>
            <source>The store was saved as %1, which is open now.</source>
            <translation>运行库已另存为 %1，并已打开。</translation>
        </message>
        <message>
            <source>The running job keeps writing to the store before.</source>
            <translation>正在运行的任务仍会写入之前的运行库。</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) moved to the bin.</source>
            <translation>
                <numerusform>已将 %n 个运行移到回收站。</numerusform>
            </translation>
        </message>
        <message>
            <source>New store</source>
            <translation>新建运行库</translation>
        </message>
        <message>
            <source>Stores (*.db)</source>
            <translation>运行库 (*.db)</translation>
        </message>
        <message>
            <source>Open store</source>
            <translation>打开运行库</translation>
        </message>
        <message>
            <source>Stores (*.db);;All files (*)</source>
            <translation>运行库 (*.db);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Open trace</source>
            <translation>打开轨迹</translation>
        </message>
        <message>
            <source>Traces (*.trace *.safetensors);;All files (*)</source>
            <translation>轨迹 (*.trace *.safetensors);;所有文件 (*)</translation>
        </message>
        <message>
            <source>There is no figure in this view to export.</source>
            <translation>此视图中没有可导出的图表。</translation>
        </message>
        <message>
            <source>mean exit %1 of %2</source>
            <translation>平均退出层 %1 / %2</translation>
        </message>
        <message>
            <source>Settings of %1</source>
            <translation>%1 的设置</translation>
        </message>
        <message>
            <source>Any action by parts of its name</source>
            <translation>按名称的一部分查找任何操作</translation>
        </message>
        <message>
            <source>&amp;Next pane</source>
            <translation>下一窗格(&amp;N)</translation>
        </message>
        <message>
            <source>Move the keyboard to the next part of the window</source>
            <translation>将键盘焦点移到窗口的下一部分</translation>
        </message>
        <message>
            <source>Move the keyboard to the part before</source>
            <translation>将键盘焦点移到窗口的上一部分</translation>
        </message>
        <message>
            <source>Language, theme, colours, draws, threads</source>
            <translation>语言、主题、颜色、重抽样次数、线程</translation>
        </message>
        <message>
            <source>&amp;Help on this</source>
            <translation>此处的帮助(&amp;H)</translation>
        </message>
        <message>
            <source>The page of the manual about the part with the keyboard</source>
            <translation>手册中关于当前键盘焦点所在部分的页面</translation>
        </message>
        <message>
            <source>&amp;Manual</source>
            <translation>手册(&amp;M)</translation>
        </message>
        <message>
            <source>The manual from its first page</source>
            <translation>从第一页开始阅读手册</translation>
        </message>
        <message>
            <source>&amp;Keyboard and mouse</source>
            <translation>键盘与鼠标(&amp;K)</translation>
        </message>
        <message>
            <source>Every key, and what the mouse does in a plot</source>
            <translation>所有按键，以及鼠标在图中的操作</translation>
        </message>
        <message>
            <source>&amp;What is this?</source>
            <translation>这是什么？(&amp;W)</translation>
        </message>
        <message>
            <source>Click on anything to be told what it is</source>
            <translation>单击任意部分以查看说明</translation>
        </message>
        <message>
            <source>&amp;Tour of the demo</source>
            <translation>演示导览(&amp;T)</translation>
        </message>
        <message>
            <source>Three steps through the demo</source>
            <translation>分三步了解演示</translation>
        </message>
        <message>
            <source>&amp;About Exitscope</source>
            <translation>关于 Exitscope(&amp;A)</translation>
        </message>
        <message>
            <source>Versions of all parts, to be copied into a report</source>
            <translation>所有组成部分的版本，可复制到报告中</translation>
        </message>
        <message>
            <source>The operating point: a policy and its threshold. Drag the slider, or press [ and ], and every view shows where the examples leave now.</source>
            <translation>工作点：策略及其阈值。拖动滑块，或按 [ 和 ]，所有视图都会显示样本此时在何处退出。</translation>
        </message>
        <message>
            <source>Runs, traces, models and datasets. Selected runs are shown in every view; a double click opens.</source>
            <translation>运行、轨迹、模型和数据集。选中的运行会在所有视图中显示；双击可打开。</translation>
        </message>
        <message>
            <source>All figures of the operating point, with 95 % bootstrap intervals once it rests.</source>
            <translation>工作点的所有数值；停下后附 95% 自助法区间。</translation>
        </message>
        <message>
            <source>What stopping early buys</source>
            <translation>提前停下能换来什么</translation>
        </message>
        <message>
            <source>Every point is a threshold: quality upwards, cost along. A click on a point makes it the operating point; the wheel zooms, a double click shows everything again.</source>
            <translation>每个点对应一个阈值：纵轴为质量，横轴为代价。单击一点将其设为工作点；滚轮缩放，双击重新显示全部。</translation>
        </message>
        <message>
            <source>The live operating point</source>
            <translation>实时工作点</translation>
        </message>
        <message>
            <source>Drag the slider, or press [ and ]. Every example is decided again, exactly, and every view follows.</source>
            <translation>拖动滑块，或按 [ 和 ]。每个样本都会精确地重新判定，所有视图随之更新。</translation>
        </message>
        <message>
            <source>Where each sentence leaves</source>
            <translation>每个句子在何处退出</translation>
        </message>
        <message>
            <source>One strip for each sentence, coloured by the layer where it leaves. F1 explains whatever has the keyboard.</source>
            <translation>每个句子一条色带，按其退出的层着色。按 F1 可查看键盘焦点所在部分的说明。</translation>
        </message>
        <message>
            <source>The trace %1 is not there any more.</source>
            <translation>轨迹 %1 已不存在。</translation>
        </message>
        <message>
            <source>The settings could not be read; the defaults are used.</source>
            <translation>无法读取设置；已使用默认值。</translation>
        </message>
        <message>
            <source>What could not be read is kept as %1.</source>
            <translation>无法读取的内容已保留为 %1。</translation>
        </message>
        <message>
            <source>The store %1 is not there any more.</source>
            <translation>运行库 %1 已不存在。</translation>
        </message>
        <message>
            <source>File &gt; Open store… finds it at its new place.</source>
            <translation>可用“文件 &gt; 打开运行库…”在新位置打开它。</translation>
        </message>
        <message>
            <source>Save the store as</source>
            <translation>运行库另存为</translation>
        </message>
        <message>
            <source>Librar&amp;y</source>
            <translation>资源库(&amp;Y)</translation>
        </message>
        <message>
            <source>&amp;Inspector</source>
            <translation>检查器(&amp;I)</translation>
        </message>
        <message>
            <source>Re&amp;set layout</source>
            <translation>重置布局(&amp;R)</translation>
        </message>
        <message>
            <source>In “%1”</source>
            <comment>choices of a view</comment>
            <translation>“%1”中的选项</translation>
        </message>
        <message>
            <source>&amp;All views…</source>
            <translation>所有视图(&amp;A)…</translation>
        </message>
        <message>
            <source>A folder with the figure of every view, their numbers, and a Makefile that draws them again</source>
            <translation>一个文件夹，内含每个视图的图表、其数值，以及可重新绘制它们的 Makefile</translation>
        </message>
        <message>
            <source>The figure is in %1.</source>
            <translation>图表已保存在 %1。</translation>
        </message>
        <message>
            <source>There is no figure to export.</source>
            <translation>没有可导出的图表。</translation>
        </message>
        <message>
            <source>Export all views into a folder</source>
            <translation>将所有视图导出到文件夹</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) are in %1.</source>
            <translation>
                <numerusform>%n 个文件已保存在 %1。</numerusform>
            </translation>
        </message>
        <message>
            <source>“make” in that folder draws the figures again.</source>
            <translation>在该文件夹中运行“make”可重新绘制图表。</translation>
        </message>
        <message>
            <source>Nothing was saved. %1</source>
            <translation>未保存任何内容。%1</translation>
        </message>
        <message>
            <source>This is the view that %1 came from.</source>
            <translation>%1 即出自此视图。</translation>
        </message>
        <message>
            <source>Below is the figure itself, drawn from the numbers in the file.</source>
            <translation>下方是根据文件中的数值绘制的图表本身。</translation>
        </message>
        <message>
            <source>This version has no view “%1”.</source>
            <translation>此版本没有视图“%1”。</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) of this figure are not in the open store: %1. Open the store that has them, then the figure again.</source>
            <translation>
                <numerusform>此图表的 %n 个运行不在当前打开的运行库中：%1。请打开含有它们的运行库，再重新打开此图表。</numerusform>
            </translation>
        </message>
        <message>
            <source>The trace of this figure is not in the open store, or its file has moved.</source>
            <translation>此图表的轨迹不在当前打开的运行库中，或其文件已移动。</translation>
        </message>
        <message>
            <source>Find a c&amp;ommand…</source>
            <translation>查找命令(&amp;O)…</translation>
        </message>
        <message>
            <source>Pre&amp;vious pane</source>
            <translation>上一窗格(&amp;V)</translation>
        </message>
        <message>
            <source>Prefer&amp;ences…</source>
            <translation>首选项(&amp;E)…</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>撤销(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>重做(&amp;R)</translation>
        </message>
        <message>
            <source>Take back the last change to the store</source>
            <translation>撤销对运行库的上一次更改</translation>
        </message>
        <message>
            <source>Make it again</source>
            <translation>重做该更改</translation>
        </message>
        <message>
            <source>&amp;Tags and notes</source>
            <translation>标记与备注(&amp;T)</translation>
        </message>
        <message>
            <source>Write about the selected runs</source>
            <translation>为选中的运行填写说明</translation>
        </message>
        <message>
            <source>&amp;Colour…</source>
            <translation>颜色(&amp;C)…</translation>
        </message>
        <message>
            <source>The colour of the run in every plot</source>
            <translation>此运行在所有图中的颜色</translation>
        </message>
        <message>
            <source>Re&amp;peat with…</source>
            <translation>改设置再次扫描(&amp;P)…</translation>
        </message>
        <message>
            <source>Sweep again, with the policies of this run to start from</source>
            <translation>以此运行的策略为起点再次扫描</translation>
        </message>
        <message>
            <source>Copy as co&amp;mmand</source>
            <translation>复制为命令(&amp;M)</translation>
        </message>
        <message>
            <source>The command line that makes this run</source>
            <translation>产生此运行的命令行</translation>
        </message>
        <message>
            <source>&amp;Bin…</source>
            <translation>回收站(&amp;B)…</translation>
        </message>
        <message>
            <source>Deleted runs: restore them, or remove them for good</source>
            <translation>已删除的运行：恢复或永久移除</translation>
        </message>
        <message>
            <source>&amp;Import runs…</source>
            <translation>导入运行(&amp;I)…</translation>
        </message>
        <message>
            <source>Take over the runs of another store</source>
            <translation>导入另一运行库中的运行</translation>
        </message>
        <message>
            <source>The store %1 was deleted or moved while it was open.</source>
            <translation>运行库 %1 在打开期间被删除或移动。</translation>
        </message>
        <message>
            <source>What is shown stays; put the file back, or save the store under another name.</source>
            <translation>显示的内容仍会保留；请将文件放回原处，或将运行库另存为其他名称。</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) imported.</source>
            <translation>
                <numerusform>已导入 %n 个运行。</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 had more points there, %2 were known already.</source>
            <translation>%1 个在该库中有更多的点，%2 个此前已有。</translation>
        </message>
        <message numerus="yes">
            <source>%n sweep(s) did not come to an end: the program was stopped.</source>
            <translation>
                <numerusform>有 %n 次扫描未完成：程序被中止。</numerusform>
            </translation>
        </message>
        <message>
            <source>What they had is kept.</source>
            <translation>已有的结果已保留。</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Its runs show their stored points only.</source>
            <translation>其运行只显示已存储的点。</translation>
        </message>
        <message>
            <source>Locate…</source>
            <translation>定位…</translation>
        </message>
        <message>
            <source>Where is %1 now?</source>
            <translation>%1 现在在哪里？</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Import runs</source>
            <translation>导入运行</translation>
        </message>
        <message>
            <source>Another store</source>
            <translation>另一个运行库</translation>
        </message>
        <message>
            <source>Open %1 in place of the store that is open, or import its runs?</source>
            <translation>用 %1 替换当前打开的运行库，还是导入其中的运行？</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>打开(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Import</source>
            <translation>导入(&amp;I)</translation>
        </message>
        <message>
            <source>The command that makes this run was copied.</source>
            <translation>已复制产生此运行的命令。</translation>
        </message>
        <message>
            <source>Colour of “%1”</source>
            <translation>“%1”的颜色</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) wait for the store; the window closes once they are kept.</source>
            <translation>
                <numerusform>%Ln 项更改正在等待写入运行库；写入后窗口即关闭。</numerusform>
            </translation>
        </message>
        <message>
            <source>Another program may be writing to it.</source>
            <translation>可能有另一个程序正在写入它。</translation>
        </message>
        <message>
            <source>Close without them</source>
            <translation>不保存并关闭</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Changes are not kept</source>
            <translation>更改尚未保存</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) could not be written to the store. Save a copy of the store that has them?</source>
            <translation>
                <numerusform>有 %Ln 项更改无法写入运行库。是否保存一份包含这些更改的副本？</numerusform>
            </translation>
        </message>
        <message>
            <source>The change is not lost: try again, or save a copy of the store, which gets it.</source>
            <translation>更改并未丢失：请重试，或保存运行库的副本，副本会包含此更改。</translation>
        </message>
        <message>
            <source>Save a copy as…</source>
            <translation>另存副本为…</translation>
        </message>
        <message>
            <source>The settings cannot be saved: what is open will not be found again at the next start.</source>
            <translation>无法保存设置：下次启动时将无法恢复本次会话。</translation>
        </message>
        <message>
            <source>Make room for %1, or the right to write it.</source>
            <translation>请为 %1 腾出空间，或授予写入权限。</translation>
        </message>
        <message>
            <source>Make a &amp;hash of tokens…</source>
            <translation>制作词元的哈希(&amp;H)…</translation>
        </message>
        <message>
            <source>A table that sends every vocabulary entry through some layers, kept with its model</source>
            <translation>一张让每个词表条目经过若干层的表，随模型保存</translation>
        </message>
        <message>
            <source>The policy was executed and is kept in the store.</source>
            <translation>策略已实际执行，并保存在运行库中。</translation>
        </message>
        <message>
            <source>Open te&amp;xts…</source>
            <translation>打开文本(&amp;X)…</translation>
        </message>
        <message>
            <source>Open what a sweep of generation has written, to calibrate on it</source>
            <translation>打开生成扫描写出的文本，在其上校准</translation>
        </message>
        <message>
            <source>Open texts</source>
            <translation>打开文本</translation>
        </message>
        <message>
            <source>Texts of a sweep (*.generations);;All files (*)</source>
            <translation>扫描的文本 (*.generations);;所有文件 (*)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::PaneHead</name>
        <message>
            <source>What they cost</source>
            <translation>它们的开销</translation>
        </message>
        <message>
            <source>Nothing pinned as B</source>
            <translation>没有固定为 B 的工作点</translation>
        </message>
        <message>
            <source>Pinned, what-if: %1</source>
            <translation>固定的，假设：%1</translation>
        </message>
        <message>
            <source>Executed: %1</source>
            <translation>已执行：%1</translation>
        </message>
        <message>
            <source>Hash table: %1</source>
            <translation>哈希表：%1</translation>
        </message>
        <message>
            <source>Open a hash table…</source>
            <translation>打开哈希表…</translation>
        </message>
        <message>
            <source>Operating point, what-if</source>
            <translation>工作点，假设</translation>
        </message>
        <message>
            <source>Operating point, what-if: %1</source>
            <translation>工作点，假设：%1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>whether it was executed, and its figures</comment>
            <translation>%1：%2</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::PaneHeads</name>
        <message>
            <source>A:</source>
            <translation>A：</translation>
        </message>
        <message>
            <source>Policy of A</source>
            <translation>A 的策略</translation>
        </message>
        <message>
            <source>Open a trace, and move the operating point below.</source>
            <translation>请打开一个跟踪，并在下方移动工作点。</translation>
        </message>
        <message>
            <source>B:</source>
            <translation>B：</translation>
        </message>
        <message>
            <source>Policy of B</source>
            <translation>B 的策略</translation>
        </message>
        <message>
            <source>Choose what B shows, pin the operating point as B, or execute a policy.</source>
            <translation>请选择 B 显示什么，把工作点固定为 B，或实际执行一个策略。</translation>
        </message>
        <message>
            <source>Open a hash table</source>
            <translation>打开哈希表</translation>
        </message>
        <message>
            <source>Hash tables (*.safetensors);;All files (*)</source>
            <translation>哈希表 (*.safetensors);;所有文件 (*)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::PathField</name>
        <message>
            <source>Look for: %1</source>
            <translation>查找：%1</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::PreferencesDialog</name>
        <message>
            <source>&amp;Tell the desktop when a long job has ended</source>
            <translation>长任务结束时发送桌面通知(&amp;T)</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>首选项</translation>
        </message>
        <message>
            <source>The desktop's</source>
            <translation>跟随桌面</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Viridis</source>
            <translation>Viridis</translation>
        </message>
        <message>
            <source>Cividis</source>
            <translation>Cividis</translation>
        </message>
        <message numerus="yes">
            <source>One for each of the %n core(s)</source>
            <translation>
                <numerusform>%n 个核心各一个</numerusform>
            </translation>
        </message>
        <message>
            <source>Only for jobs of more than 20 seconds, and only while this window is not in front</source>
            <translation>仅限超过 20 秒的任务，且仅当此窗口不在最前时</translation>
        </message>
        <message>
            <source>&amp;Language:</source>
            <translation>语言(&amp;L)：</translation>
        </message>
        <message>
            <source>Of menus, views and messages, and of how numbers are written</source>
            <translation>用于菜单、视图和消息，以及数字的写法</translation>
        </message>
        <message>
            <source>T&amp;heme:</source>
            <translation>主题(&amp;H)：</translation>
        </message>
        <message>
            <source>Light or dark; figures for papers are always on white</source>
            <translation>浅色或深色；论文图表始终为白底</translation>
        </message>
        <message>
            <source>&amp;Depth colours:</source>
            <translation>深度配色(&amp;D)：</translation>
        </message>
        <message>
            <source>For exit layers, early to late; both are fit for colour-blind readers</source>
            <translation>用于从早到晚的退出层；两种都适合色觉障碍读者</translation>
        </message>
        <message>
            <source>&amp;Bootstrap draws:</source>
            <translation>自助法重抽样次数(&amp;B)：</translation>
        </message>
        <message>
            <source>For bands and intervals: more draws, steadier ends, longer waits</source>
            <translation>用于区间带和区间：次数越多，端点越稳定，等待越久</translation>
        </message>
        <message>
            <source>&amp;Worker threads:</source>
            <translation>工作线程(&amp;W)：</translation>
        </message>
        <message>
            <source>How many cores computing may take</source>
            <translation>计算可占用的核心数</translation>
        </message>
        <message>
            <source>The language changes when Exitscope is started again.</source>
            <translation>语言将在重新启动 Exitscope 后更改。</translation>
        </message>
        <message>
            <source>Okabe and Ito</source>
            <translation>Okabe 和 Ito</translation>
        </message>
        <message>
            <source>Tol, bright</source>
            <translation>Tol，鲜明</translation>
        </message>
        <message>
            <source>One ink, told apart by markers and dashes</source>
            <translation>单色，以标记点和线型区分</translation>
        </message>
        <message>
            <source>&amp;Series colours:</source>
            <translation>系列颜色(&amp;S)：</translation>
        </message>
        <message>
            <source>Of runs in plots on screen, fit for colour-blind readers; a figure for paper has its own choice</source>
            <translation>屏幕图中各运行的颜色，适合色觉障碍读者；论文图表另行选择</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::RecordedFigureDialog</name>
        <message>
            <source>Figure: %1</source>
            <translation>图表：%1</translation>
        </message>
        <message>
            <source>Show as &amp;table</source>
            <translation>以表格显示(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Export again…</source>
            <translation>重新导出(&amp;E)…</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::RuleForm</name>
        <message>
            <source>Layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>After which every token leaves</source>
            <translation>每个词元在此层后退出</translation>
        </message>
        <message>
            <source>First exit</source>
            <translation>第一个出口</translation>
        </message>
        <message>
            <source>No token leaves before the first exit at or above this layer</source>
            <translation>在此层或其上的第一个出口之前没有词元退出</translation>
        </message>
        <message>
            <source>Every</source>
            <translation>每隔</translation>
        </message>
        <message>
            <source>From there on every so many exits are tried</source>
            <translation>从那里起每隔这么多个出口尝试一次</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>词数</translation>
        </message>
        <message>
            <source>That the first tried layer finds likeliest</source>
            <translation>第一个尝试的层认为最可能的词</translation>
        </message>
        <message>
            <source>Least words</source>
            <translation>最少词数</translation>
        </message>
        <message>
            <source>That the deepest tried layer is asked for</source>
            <translation>最深的尝试层所询问的词</translation>
        </message>
        <message>
            <source>as published</source>
            <translation>按论文</translation>
        </message>
        <message>
            <source>as released</source>
            <translation>按发布的代码</translation>
        </message>
        <message>
            <source>all words</source>
            <translation>所有词</translation>
        </message>
        <message>
            <source>a fixed shortlist</source>
            <translation>固定候选词表</translation>
        </message>
        <message>
            <source>shorter with depth</source>
            <translation>越深越短</translation>
        </message>
        <message>
            <source>shorter when sure</source>
            <translation>越确定越短</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>阈值</translation>
        </message>
        <message>
            <source>Threshold, as a number</source>
            <translation>阈值（数字）</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Decay</source>
            <translation>衰减</translation>
        </message>
        <message>
            <source>Lowers the threshold along a text, from 0.9 of it and 0.1 to 0.9 of it; CALM uses 4</source>
            <translation>沿文本降低阈值，从其 0.9 倍加 0.1 降到其 0.9 倍；CALM 用 4</translation>
        </message>
        <message>
            <source>Form of the decay</source>
            <translation>衰减的形式</translation>
        </message>
        <message>
            <source>The released code starts at the threshold itself</source>
            <translation>发布的代码从阈值本身开始</translation>
        </message>
        <message>
            <source>Words that the head is asked for</source>
            <translation>询问输出头的词</translation>
        </message>
        <message>
            <source>The head of a large vocabulary can cost more than several layers, and this measure asks it at every one</source>
            <translation>大词表的输出头可能比好几层还贵，而这个度量在每一层都要询问它</translation>
        </message>
        <message>
            <source>&amp;Rule:</source>
            <translation>规则(&amp;R)：</translation>
        </message>
        <message>
            <source>&amp;Layer:</source>
            <translation>层(&amp;L)：</translation>
        </message>
        <message>
            <source>&amp;Threshold:</source>
            <translation>阈值(&amp;T)：</translation>
        </message>
        <message>
            <source>&amp;First exit:</source>
            <translation>第一个出口(&amp;F)：</translation>
        </message>
        <message>
            <source>E&amp;very:</source>
            <translation>每隔(&amp;V)：</translation>
        </message>
        <message>
            <source>&amp;Decay:</source>
            <translation>衰减(&amp;D)：</translation>
        </message>
        <message>
            <source>Decay, f&amp;orm:</source>
            <translation>衰减形式(&amp;O)：</translation>
        </message>
        <message>
            <source>&amp;Head:</source>
            <translation>输出头(&amp;H)：</translation>
        </message>
        <message>
            <source>&amp;Words:</source>
            <translation>词数(&amp;W)：</translation>
        </message>
        <message>
            <source>L&amp;east words:</source>
            <translation>最少词数(&amp;E)：</translation>
        </message>
        <message>
            <source>%1 (this model has none)</source>
            <translation>%1（该模型没有）</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::RunCard</name>
        <message>
            <source>paper, seed 3</source>
            <translation>paper, seed 3</translation>
        </message>
        <message>
            <source>Separate tags by commas; tag:paper in the library's filter finds them</source>
            <translation>标记之间以英文逗号分隔；在资源库的筛选栏中用 tag:paper 可找到它们</translation>
        </message>
        <message>
            <source>What this run is about</source>
            <translation>此运行的用途</translation>
        </message>
        <message>
            <source>&amp;Name:</source>
            <translation>名称(&amp;N)：</translation>
        </message>
        <message>
            <source>Ta&amp;gs:</source>
            <translation>标记(&amp;G)：</translation>
        </message>
        <message>
            <source>N&amp;otes:</source>
            <translation>备注(&amp;O)：</translation>
        </message>
        <message>
            <source>Select a run in the library to write about it.</source>
            <translation>在资源库中选择一个运行，即可填写说明。</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) selected</source>
            <translation>
                <numerusform>已选中 %n 个运行</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::SavedFileStrip</name>
        <message>
            <source>Drag the file into another program</source>
            <translation>将文件拖到其他程序中</translation>
        </message>
        <message>
            <source>Copy f&amp;ile</source>
            <translation>复制文件(&amp;Y)</translation>
        </message>
        <message>
            <source>Copies the file, to be pasted into a folder or a message</source>
            <translation>复制文件，以便粘贴到文件夹或消息中</translation>
        </message>
        <message>
            <source>Open fol&amp;der</source>
            <translation>打开文件夹(&amp;D)</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>已保存：%1</translation>
        </message>
        <message>
            <source>No program opens folders here. The file is in %1</source>
            <translation>此处没有可打开文件夹的程序。文件位于 %1</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::StructurePanel</name>
        <message>
            <source>Before</source>
            <translation>之前</translation>
        </message>
        <message>
            <source>After</source>
            <translation>之后</translation>
        </message>
        <message>
            <source>Before / after</source>
            <translation>之前 / 之后</translation>
        </message>
        <message>
            <source>all, million parameters</source>
            <translation>全部，百万参数</translation>
        </message>
        <message>
            <source>layers, million parameters</source>
            <translation>各层，百万参数</translation>
        </message>
        <message>
            <source>words, million parameters</source>
            <translation>词嵌入，百万参数</translation>
        </message>
        <message>
            <source>GFLOPs, 128 tokens</source>
            <translation>GFLOPs，128 个词元</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>What is kept</source>
            <translation>保留的部分</translation>
        </message>
        <message>
            <source>Size before and after</source>
            <translation>前后的大小</translation>
        </message>
        <message>
            <source>This model is whole. What a compression keeps is drawn here once it has pruned.</source>
            <translation>此模型是完整的。压缩剪枝之后，保留的部分会画在这里。</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::SweepChoice</name>
        <message>
            <source>, then </source>
            <comment>between the models of a cascade</comment>
            <translation>，然后 </translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>trace, its model</comment>
            <translation>%1（%2）</translation>
        </message>
        <message>
            <source>The models are being put together.</source>
            <translation>正在组合各模型。</translation>
        </message>
        <message>
            <source>These models make no cascade: %1</source>
            <translation>这些模型无法组成级联：%1</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TokensBar</name>
        <message>
            <source>Previous place found</source>
            <translation>上一处匹配</translation>
        </message>
        <message>
            <source>Next place found</source>
            <translation>下一处匹配</translation>
        </message>
        <message>
            <source>Only</source>
            <translation>仅匹配</translation>
        </message>
        <message>
            <source>Show only what was found</source>
            <translation>仅显示找到的内容</translation>
        </message>
        <message>
            <source>Display</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Colours and marks</source>
            <translation>颜色与标示</translation>
        </message>
        <message>
            <source>Colour by &amp;depth</source>
            <translation>按深度着色(&amp;D)</translation>
        </message>
        <message>
            <source>Colour by A &amp;beside B</source>
            <translation>按 A 与 B 的对比着色(&amp;W)</translation>
        </message>
        <message>
            <source>Colour by &amp;slack</source>
            <translation>按余量着色(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Numbers</source>
            <translation>数值(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Agreement with the full model</source>
            <translation>与完整模型的一致情况(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Pin as B</source>
            <translation>固定为 B(&amp;I)</translation>
        </message>
        <message>
            <source>&amp;Unpin B</source>
            <translation>取消固定 B(&amp;U)</translation>
        </message>
        <message>
            <source>As in the dataset</source>
            <translation>按数据集顺序</translation>
        </message>
        <message>
            <source>Hardest first</source>
            <translation>最难的在前</translation>
        </message>
        <message>
            <source>Easiest first</source>
            <translation>最易的在前</translation>
        </message>
        <message>
            <source>Wrong first</source>
            <translation>错误的在前</translation>
        </message>
        <message>
            <source>Unlike the full model first</source>
            <translation>与完整模型不同的在前</translation>
        </message>
        <message>
            <source>Unlike B first</source>
            <translation>与 B 不同的在前</translation>
        </message>
        <message>
            <source>By label</source>
            <translation>按标签</translation>
        </message>
        <message>
            <source>Longest first</source>
            <translation>最长的在前</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>顺序</translation>
        </message>
        <message>
            <source>Which to show</source>
            <translation>显示哪些</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>错误的</translation>
        </message>
        <message>
            <source>Unlike the full model</source>
            <translation>与完整模型不同的</translation>
        </message>
        <message>
            <source>Overthinkers</source>
            <translation>过度思考</translation>
        </message>
        <message>
            <source>Selected ones</source>
            <translation>选中的</translation>
        </message>
        <message>
            <source>Unlike B in any way</source>
            <translation>与 B 有任何不同的</translation>
        </message>
        <message>
            <source>Earlier than B</source>
            <translation>早于 B 退出的</translation>
        </message>
        <message>
            <source>Later than B</source>
            <translation>晚于 B 退出的</translation>
        </message>
        <message>
            <source>Another answer than B</source>
            <translation>答案与 B 不同的</translation>
        </message>
        <message>
            <source>Leaving after layer %1</source>
            <translation>在第 %1 层之后退出的</translation>
        </message>
        <message>
            <source>Label %1</source>
            <translation>标签为 %1 的</translation>
        </message>
        <message>
            <source>Without a label</source>
            <translation>没有标签的</translation>
        </message>
        <message>
            <source>Find in text and tags</source>
            <translation>在文本和标记中查找</translation>
        </message>
        <message>
            <source>Places found</source>
            <translation>找到的位置</translation>
        </message>
        <message>
            <source>Where each token or sentence leaves, early is light</source>
            <translation>每个词元或句子在何处退出，越早颜色越浅</translation>
        </message>
        <message>
            <source>Where the operating point and the one kept as B differ</source>
            <translation>工作点与保留为 B 的工作点的不同之处</translation>
        </message>
        <message>
            <source>Look at one operating point only</source>
            <translation>只看一个工作点</translation>
        </message>
        <message>
            <source>How far the threshold must move before a unit leaves elsewhere</source>
            <translation>阈值要移动多少，单元才会改在别处退出</translation>
        </message>
        <message>
            <source>The confidence of every exit in per cent, or the layer of every token</source>
            <translation>每个出口的置信度（百分数），或每个词元的层</translation>
        </message>
        <message>
            <source>A line below the exits that already agree with the full model</source>
            <translation>在已与完整模型一致的出口下方画线</translation>
        </message>
        <message>
            <source>Keep this operating point as B and look at others beside it</source>
            <translation>将此工作点保留为 B，以便与其他工作点对比</translation>
        </message>
        <message>
            <source>&amp;Mark what differs from B</source>
            <translation>标出与 B 不同之处(&amp;M)</translation>
        </message>
        <message>
            <source>A and B s&amp;ide by side</source>
            <translation>A 与 B 并排(&amp;I)</translation>
        </message>
        <message>
            <source>A frame round words that leave elsewhere, and a corner where the answer differs</source>
            <translation>在别处退出的词加框，答案不同的词加角标</translation>
        </message>
        <message>
            <source>The same sentences twice, with the exits of A on the left and of B on the right</source>
            <translation>同样的句子显示两遍，左边是 A 的退出位置，右边是 B 的</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TokensView</name>
        <message>
            <source>Sentences with their exits</source>
            <translation>句子及其出口</translation>
        </message>
        <message numerus="yes">
            <source>%Ln sentence(s)</source>
            <translation>
                <numerusform>%Ln 个句子</numerusform>
            </translation>
        </message>
        <message>
            <source>To&amp;kens</source>
            <translation>词元(&amp;K)</translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s)</source>
            <translation>
                <numerusform>%Ln 个词元</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln token(s)</source>
            <translation>
                <numerusform>%1 / %Ln 个词元</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln sentence(s)</source>
            <translation>
                <numerusform>%1 / %Ln 个句子</numerusform>
            </translation>
        </message>
        <message>
            <source>leaves elsewhere at the least move</source>
            <translation>阈值稍动即改在别处退出</translation>
        </message>
        <message>
            <source>between</source>
            <translation>介于两者之间</translation>
        </message>
        <message>
            <source>whatever the threshold</source>
            <translation>阈值如何都不变</translation>
        </message>
        <message>
            <source>where B leaves: %1</source>
            <translation>与 B 同层退出：%1</translation>
        </message>
        <message>
            <source>earlier: %1</source>
            <translation>更早：%1</translation>
        </message>
        <message>
            <source>later: %1</source>
            <translation>更晚：%1</translation>
        </message>
        <message>
            <source>another answer: %1</source>
            <translation>答案不同：%1</translation>
        </message>
        <message>
            <source>…</source>
            <translation>…</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message numerus="yes">
            <source>%Ln found</source>
            <translation>
                <numerusform>找到 %Ln 处</numerusform>
            </translation>
        </message>
        <message>
            <source>No token is left by these choices. Show all, or look for other words.</source>
            <translation>没有符合这些条件的词元。请显示全部，或查找其他词语。</translation>
        </message>
        <message>
            <source>No sentence is left by these choices. Show all, or look for other words.</source>
            <translation>没有符合这些条件的句子。请显示全部，或查找其他词语。</translation>
        </message>
        <message>
            <source>Open a trace to see where its sentences leave.</source>
            <translation>打开一条轨迹以查看其句子在何处退出。</translation>
        </message>
        <message>
            <source>A, %1, beside B, %2</source>
            <translation>A（%1）对照 B（%2）</translation>
        </message>
        <message>
            <source>Which words, and which tags, leave early</source>
            <translation>哪些词和哪些标注提前退出</translation>
        </message>
        <message>
            <source>E&amp;xecute a policy…</source>
            <translation>实际执行策略(&amp;X)…</translation>
        </message>
        <message>
            <source>&amp;Words and tags</source>
            <translation>词与标注(&amp;W)</translation>
        </message>
        <message>
            <source>Run the model with a policy, and see where its tokens really leave</source>
            <translation>用一个策略运行模型，看词元真正在哪里退出</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::Tour</name>
        <message>
            <source>%1 (%2 of %3)</source>
            <comment>title, step, steps</comment>
            <translation>%1（%2 / %3）</translation>
        </message>
        <message>
            <source>&amp;Done</source>
            <translation>完成(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Next</source>
            <translation>下一步(&amp;N)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TraceDialog</name>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>数据集</translation>
        </message>
        <message>
            <source>Trace a model</source>
            <translation>记录模型轨迹</translation>
        </message>
        <message>
            <source>32-bit floating point</source>
            <translation>32 位浮点</translation>
        </message>
        <message>
            <source>bfloat16, faster; checks itself on a sample</source>
            <translation>bfloat16，更快；会在部分样本上自检</translation>
        </message>
        <message>
            <source>found by itself; else names, separated by commas</source>
            <translation>自动识别；也可填写列名，以逗号分隔</translation>
        </message>
        <message>
            <source>found by itself</source>
            <translation>自动识别</translation>
        </message>
        <message>
            <source>&amp;Browse…</source>
            <translation>浏览(&amp;B)…</translation>
        </message>
        <message>
            <source>Bro&amp;wse…</source>
            <translation>浏览(&amp;W)…</translation>
        </message>
        <message>
            <source>Browse for a model folder</source>
            <translation>浏览模型文件夹</translation>
        </message>
        <message>
            <source>Browse for a dataset file</source>
            <translation>浏览数据集文件</translation>
        </message>
        <message>
            <source>One full pass of the dataset through the model, every exit recorded. Sweeps and everything you see then come from the trace, without running the model again.</source>
            <translation>让数据集完整通过模型一遍，并记录每个出口。之后的扫描和所见的一切都来自这条轨迹，无需再次运行模型。</translation>
        </message>
        <message>
            <source>&amp;Model folder:</source>
            <translation>模型文件夹(&amp;M)：</translation>
        </message>
        <message>
            <source>&amp;Dataset file:</source>
            <translation>数据集文件(&amp;D)：</translation>
        </message>
        <message>
            <source>&amp;Text columns:</source>
            <translation>文本列(&amp;T)：</translation>
        </message>
        <message>
            <source>&amp;Label column:</source>
            <translation>标签列(&amp;L)：</translation>
        </message>
        <message>
            <source>&amp;Precision:</source>
            <translation>精度(&amp;P)：</translation>
        </message>
        <message>
            <source>&amp;Start</source>
            <translation>开始(&amp;S)</translation>
        </message>
        <message>
            <source>Dataset file</source>
            <translation>数据集文件</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TradeoffView</name>
        <message>
            <source>&amp;Show in the trade-off</source>
            <translation>在权衡图中显示(&amp;S)</translation>
        </message>
        <message>
            <source>What every point is held against</source>
            <translation>每个点的比较基准</translation>
        </message>
        <message>
            <source>Every example leaves at one layer</source>
            <translation>所有样本都在同一层退出</translation>
        </message>
        <message>
            <source>&amp;Oracle</source>
            <translation>理想上界(oracle)(&amp;O)</translation>
        </message>
        <message>
            <source>Leaves at the first exit that is right</source>
            <translation>在第一个答对的出口退出</translation>
        </message>
        <message>
            <source>Oracle of &amp;agreement</source>
            <translation>一致性理想上界(oracle)(&amp;A)</translation>
        </message>
        <message>
            <source>Leaves at the first exit that agrees with the full model</source>
            <translation>在第一个与完整模型一致的出口退出</translation>
        </message>
        <message>
            <source>&amp;Show</source>
            <translation>显示(&amp;S)</translation>
        </message>
        <message>
            <source>What is shown beside the curves</source>
            <translation>曲线之外显示的内容</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) are left out: their time was not measured. “exitscope execute --store …” runs a policy for real and measures it.</source>
            <translation>
                <numerusform>略去 %n 个运行：其耗时未经测量。“exitscope execute --store …”会实际执行策略并测量耗时。</numerusform>
            </translation>
        </message>
        <message>
            <source>There are no bands: %1</source>
            <translation>没有区间带：%1</translation>
        </message>
        <message>
            <source>&amp;Log scale</source>
            <translation>对数坐标(&amp;G)</translation>
        </message>
        <message>
            <source>All &amp;outcomes</source>
            <translation>全部结果(&amp;O)</translation>
        </message>
        <message>
            <source>Bootstrap &amp;bands</source>
            <translation>自助法区间带(&amp;B)</translation>
        </message>
        <message>
            <source>Show every outcome of an exact sweep, not only the best for its cost</source>
            <translation>显示精确扫描的全部结果，而不只是同等代价下最好的</translation>
        </message>
        <message>
            <source>&amp;Quality:</source>
            <translation>质量(&amp;Q)：</translation>
        </message>
        <message>
            <source>&amp;Cost:</source>
            <translation>代价(&amp;D)：</translation>
        </message>
        <message>
            <source>&amp;Trade-off</source>
            <translation>权衡(&amp;T)</translation>
        </message>
        <message>
            <source>F&amp;ull model</source>
            <translation>完整模型(&amp;M)</translation>
        </message>
        <message>
            <source>Fixe&amp;d layers</source>
            <translation>固定层(&amp;X)</translation>
        </message>
        <message>
            <source>Where frontiers and points lie in 95 % of the bootstrap draws of the examples</source>
            <translation>对样本做自助法重抽样时，前沿和点在其中 95% 里所处的范围</translation>
        </message>
        <message>
            <source>Runs that differ in nothing but their model's seed as one line: their mean, with its spread around it</source>
            <translation>将仅模型随机种子不同的运行合并为一条线：其均值及周围的离散范围</translation>
        </message>
        <message>
            <source>Group &amp;seeds</source>
            <translation>合并随机种子(&amp;Z)</translation>
        </message>
        <message>
            <source>Measured speed-up</source>
            <translation>实测加速比</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TrainForm</name>
        <message>
            <source>Data (*.tsv *.csv *.jsonl *.txt *.conll *.conllu *.gz);;All files (*)</source>
            <translation>数据 (*.tsv *.csv *.jsonl *.txt *.conll *.conllu *.gz);;所有文件 (*)</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>要做什么</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>预设</translation>
        </message>
        <message>
            <source>Training data</source>
            <translation>训练数据</translation>
        </message>
        <message>
            <source>Dev data</source>
            <translation>开发数据</translation>
        </message>
        <message>
            <source>Test data</source>
            <translation>测试数据</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>Model to start from</source>
            <translation>起始模型</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>层数</translation>
        </message>
        <message>
            <source>Layers of the new model</source>
            <translation>新模型的层数</translation>
        </message>
        <message>
            <source>Hidden width</source>
            <translation>隐藏宽度</translation>
        </message>
        <message>
            <source>Hidden width of the new model, a multiple of its heads</source>
            <translation>新模型的隐藏宽度，须为头数的倍数</translation>
        </message>
        <message>
            <source>Heads</source>
            <translation>头数</translation>
        </message>
        <message>
            <source>Attention heads of each layer of the new model</source>
            <translation>新模型每层的注意力头数</translation>
        </message>
        <message>
            <source>Feed-forward width</source>
            <translation>前馈宽度</translation>
        </message>
        <message>
            <source>Feed-forward width of the new model</source>
            <translation>新模型的前馈宽度</translation>
        </message>
        <message>
            <source>Regime</source>
            <translation>训练方式</translation>
        </message>
        <message>
            <source>Gradient e&amp;quilibrium</source>
            <translation>梯度均衡(&amp;Q)</translation>
        </message>
        <message>
            <source>Exit head</source>
            <translation>出口头</translation>
        </message>
        <message>
            <source>Teacher</source>
            <translation>教师</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>温度</translation>
        </message>
        <message>
            <source>By which the teacher's logits are divided</source>
            <translation>教师的 logits 除以此值</translation>
        </message>
        <message>
            <source>Its hidden states t&amp;oo</source>
            <translation>也学习其隐藏状态(&amp;O)</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>宽度</translation>
        </message>
        <message>
            <source>Heads that are kept</source>
            <translation>保留的头数</translation>
        </message>
        <message>
            <source>In every layer; each keeps its own best</source>
            <translation>每一层；各层保留自己最好的</translation>
        </message>
        <message>
            <source>Neurons that are kept</source>
            <translation>保留的神经元数</translation>
        </message>
        <message>
            <source>Feed-forward neurons of every layer; without a number as many of them as of the heads</source>
            <translation>每层的前馈神经元数；不填数字则与注意力头同比例</translation>
        </message>
        <message>
            <source>Rank of the word embedding</source>
            <translation>词嵌入的秩</translation>
        </message>
        <message>
            <source>0 leaves the word embedding whole; without a number it falls with the heads</source>
            <translation>0 表示词嵌入保持完整；不填数字则随注意力头减少</translation>
        </message>
        <message>
            <source>auto</source>
            <comment>as many as of the heads</comment>
            <translation>自动</translation>
        </message>
        <message>
            <source>Importance</source>
            <translation>重要性</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>轮数</translation>
        </message>
        <message>
            <source>Passes over the training data</source>
            <translation>遍历训练数据的次数</translation>
        </message>
        <message>
            <source>Epochs of the exits</source>
            <translation>出口的轮数</translation>
        </message>
        <message>
            <source>Of the second stage</source>
            <translation>第二阶段的</translation>
        </message>
        <message>
            <source>Batch</source>
            <translation>批大小</translation>
        </message>
        <message>
            <source>Examples of a step</source>
            <translation>每步的样本数</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>学习率</translation>
        </message>
        <message>
            <source>The highest; it rises to it and falls to 0, both linearly</source>
            <translation>最高值；线性升至此值，再线性降到 0</translation>
        </message>
        <message>
            <source>Longest text</source>
            <translation>最长文本</translation>
        </message>
        <message>
            <source>Tokens; longer texts are cut</source>
            <translation>词元数；更长的文本会被截断</translation>
        </message>
        <message>
            <source>Early stopping</source>
            <translation>提前停止</translation>
        </message>
        <message>
            <source>Dev evaluations in a row without a gain after which it stops</source>
            <translation>连续多少次开发集评估没有提升便停止</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>种子</translation>
        </message>
        <message>
            <source>Of weights, order and dropout</source>
            <translation>权重、顺序与 dropout 的种子</translation>
        </message>
        <message>
            <source>Number of seeds</source>
            <translation>种子数</translation>
        </message>
        <message>
            <source>Trainings one after the other, from this seed on, each in a folder of its own</source>
            <translation>从此种子起依次训练，各有自己的文件夹</translation>
        </message>
        <message>
            <source>Folder for the result</source>
            <translation>结果文件夹</translation>
        </message>
        <message>
            <source>Train a classifier with exits</source>
            <translation>训练带出口的分类器</translation>
        </message>
        <message>
            <source>Compress a model (COST-EFF)</source>
            <translation>压缩模型（COST-EFF）</translation>
        </message>
        <message>
            <source>Settings to start from</source>
            <translation>起始设置</translation>
        </message>
        <message>
            <source>Its name says what dev is scored by: MCC for CoLA, accuracy and F1 for MRPC and QQP, else accuracy</source>
            <translation>其名称决定开发集的指标：CoLA 为 MCC，MRPC 与 QQP 为准确率和 F1，其余为准确率</translation>
        </message>
        <message>
            <source>any, scored by accuracy</source>
            <translation>任意，按准确率评估</translation>
        </message>
        <message>
            <source>Every layer's gradient is the mean of those of the exits above it, so that low layers are not pulled at by all</source>
            <translation>每层的梯度是其上方各出口梯度的平均，使低层不会被所有出口同时拉扯</translation>
        </message>
        <message>
            <source>BERxiT's: one unit for all exits learns whether each is right, for the policy “learned”</source>
            <translation>BERxiT 的做法：所有出口共用一个单元学习各出口是否正确，供策略“learned”使用</translation>
        </message>
        <message>
            <source>as in the model</source>
            <translation>与模型相同</translation>
        </message>
        <message>
            <source>pooler and classifier</source>
            <translation>池化层与分类器</translation>
        </message>
        <message>
            <source>classifier alone (COST-EFF)</source>
            <translation>仅分类器（COST-EFF）</translation>
        </message>
        <message>
            <source>Layers learn the teacher's hidden states; its width has to be the same</source>
            <translation>各层学习教师的隐藏状态；其宽度须相同</translation>
        </message>
        <message>
            <source>Half the heads: about 1/2 of the parameters</source>
            <translation>一半的头：约 1/2 的参数</translation>
        </message>
        <message>
            <source>A sixth of the heads: about 1/8</source>
            <translation>六分之一的头：约 1/8 的参数</translation>
        </message>
        <message>
            <source>As counted below</source>
            <translation>按下方数目</translation>
        </message>
        <message>
            <source>Taylor, absolute (the authors' code)</source>
            <translation>Taylor，绝对值（作者代码）</translation>
        </message>
        <message>
            <source>Taylor, signed (their paper)</source>
            <translation>Taylor，带符号（论文）</translation>
        </message>
        <message>
            <source>Magnitude of the weights</source>
            <translation>权重大小</translation>
        </message>
        <message>
            <source>Random</source>
            <translation>随机</translation>
        </message>
        <message>
            <source>found by themselves</source>
            <translation>自动识别</translation>
        </message>
        <message>
            <source>Names of the columns with text, with commas between them</source>
            <translation>文本列的名称，以逗号分隔</translation>
        </message>
        <message>
            <source>found by itself</source>
            <translation>自动识别</translation>
        </message>
        <message>
            <source>none: dev alone</source>
            <translation>无：只用开发集</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>as many</source>
            <translation>同样多</translation>
        </message>
        <message>
            <source>all epochs</source>
            <translation>全部轮数</translation>
        </message>
        <message>
            <source> without a gain</source>
            <comment>behind a number of evaluations</comment>
            <translation> 次无提升</translation>
        </message>
        <message>
            <source>× </source>
            <comment>before a number of trainings</comment>
            <translation>× </translation>
        </message>
        <message>
            <source>&amp;What:</source>
            <translation>做什么(&amp;W)：</translation>
        </message>
        <message>
            <source>&amp;Preset:</source>
            <translation>预设(&amp;P)：</translation>
        </message>
        <message>
            <source>&amp;Train on:</source>
            <translation>训练集(&amp;T)：</translation>
        </message>
        <message>
            <source>&amp;Dev:</source>
            <translation>开发集(&amp;D)：</translation>
        </message>
        <message>
            <source>T&amp;est:</source>
            <translation>测试集(&amp;E)：</translation>
        </message>
        <message>
            <source>Te&amp;xt columns:</source>
            <translation>文本列(&amp;X)：</translation>
        </message>
        <message>
            <source>La&amp;bel column:</source>
            <translation>标签列(&amp;B)：</translation>
        </message>
        <message>
            <source>Tas&amp;k:</source>
            <translation>任务(&amp;K)：</translation>
        </message>
        <message>
            <source>&amp;Model:</source>
            <translation>模型(&amp;M)：</translation>
        </message>
        <message>
            <source>New sha&amp;pe:</source>
            <translation>新形状(&amp;P)：</translation>
        </message>
        <message>
            <source>&amp;Regime:</source>
            <translation>训练方式(&amp;R)：</translation>
        </message>
        <message>
            <source>Exit &amp;head:</source>
            <translation>出口头(&amp;H)：</translation>
        </message>
        <message>
            <source>Teac&amp;her:</source>
            <translation>教师(&amp;H)：</translation>
        </message>
        <message>
            <source>Temperat&amp;ure:</source>
            <translation>温度(&amp;U)：</translation>
        </message>
        <message>
            <source>W&amp;idth:</source>
            <translation>宽度(&amp;I)：</translation>
        </message>
        <message>
            <source>&amp;Keep:</source>
            <translation>保留(&amp;K)：</translation>
        </message>
        <message>
            <source>Import&amp;ance:</source>
            <translation>重要性(&amp;A)：</translation>
        </message>
        <message>
            <source>Epo&amp;chs:</source>
            <translation>轮数(&amp;C)：</translation>
        </message>
        <message>
            <source>Of the e&amp;xits:</source>
            <translation>出口轮数(&amp;X)：</translation>
        </message>
        <message>
            <source>&amp;Batch:</source>
            <translation>批大小(&amp;B)：</translation>
        </message>
        <message>
            <source>Learning &amp;rate:</source>
            <translation>学习率(&amp;R)：</translation>
        </message>
        <message>
            <source>&amp;Longest text:</source>
            <translation>最长文本(&amp;L)：</translation>
        </message>
        <message>
            <source>E&amp;arly stopping:</source>
            <translation>提前停止(&amp;A)：</translation>
        </message>
        <message>
            <source>See&amp;ds:</source>
            <translation>种子(&amp;D)：</translation>
        </message>
        <message>
            <source>&amp;Folder:</source>
            <translation>文件夹(&amp;F)：</translation>
        </message>
        <message>
            <source>a pre-trained or fine-tuned model</source>
            <translation>预训练或微调过的模型</translation>
        </message>
        <message>
            <source>none: a new model</source>
            <translation>无：新模型</translation>
        </message>
        <message>
            <source>none: it is fine-tuned first</source>
            <translation>无：先微调</translation>
        </message>
        <message>
            <source>Own settings</source>
            <translation>自定义设置</translation>
        </message>
        <message>
            <source>several sources, as in the configuration</source>
            <translation>多个来源，见配置</translation>
        </message>
        <message>
            <source>Choose a folder for the result.</source>
            <translation>请选择结果文件夹。</translation>
        </message>
        <message>
            <source>There is a training in %1 already. Choose another folder, or open that one to go on with it.</source>
            <translation>%1 中已有一次训练。请另选文件夹，或打开它继续训练。</translation>
        </message>
        <message>
            <source>Choose a file to train on.</source>
            <translation>请选择训练文件。</translation>
        </message>
        <message>
            <source>Choose a dev file: by it the best weights are kept.</source>
            <translation>请选择开发集文件：据此保留最佳权重。</translation>
        </message>
        <message>
            <source>There is nothing at %1.</source>
            <translation>%1 处没有任何内容。</translation>
        </message>
        <message>
            <source>%1 is a folder; data is a file.</source>
            <translation>%1 是文件夹；数据应为文件。</translation>
        </message>
        <message>
            <source>%1 has no config.json: a model is a folder with one.</source>
            <translation>%1 中没有 config.json：模型是含有它的文件夹。</translation>
        </message>
        <message>
            <source>Choose the model to compress, or a teacher that is fine-tuned already.</source>
            <translation>请选择要压缩的模型，或已微调的教师。</translation>
        </message>
        <message numerus="yes">
            <source>A hidden width of %L1 cannot be shared out among %Ln head(s).</source>
            <translation>
                <numerusform>隐藏宽度 %L1 无法分给 %Ln 个头。</numerusform>
            </translation>
        </message>
        <message>
            <source>With a learning rate of 0 nothing is learnt.</source>
            <translation>学习率为 0 时什么也学不到。</translation>
        </message>
        <message>
            <source>Learns when to lea&amp;ve</source>
            <translation>学习何时退出(&amp;V)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TrainView</name>
        <message>
            <source>Nothing was trained yet</source>
            <translation>尚未训练任何模型</translation>
        </message>
        <message>
            <source>Choose data to train on and to judge by on the left, or drop them here, and start; a preset says the rest. A folder that a training wrote can be opened or dropped, too: its curves are shown, and it can be gone on with.</source>
            <translation>请在左侧选择训练与评估所用的数据，或将其拖到这里，然后开始；其余由预设决定。也可以打开或拖入某次训练写出的文件夹：会显示其曲线，并可继续训练。</translation>
        </message>
        <message>
            <source>What to train</source>
            <translation>训练内容</translation>
        </message>
        <message>
            <source>Start t&amp;raining</source>
            <translation>开始训练(&amp;R)</translation>
        </message>
        <message>
            <source>As the form says; several wait for each other</source>
            <translation>按表单设置；多次训练依次进行</translation>
        </message>
        <message>
            <source>Where it was stopped; the result is as if it never was</source>
            <translation>从停止处继续；结果与未曾停止时相同</translation>
        </message>
        <message>
            <source>&amp;Pause training</source>
            <translation>暂停训练(&amp;P)</translation>
        </message>
        <message>
            <source>Between two steps; nothing is lost</source>
            <translation>在两步之间；不会丢失任何内容</translation>
        </message>
        <message>
            <source>&amp;Stop training</source>
            <translation>停止训练(&amp;S)</translation>
        </message>
        <message>
            <source>What it has so far is kept, and it can be continued</source>
            <translation>已有的成果会保留，并可继续</translation>
        </message>
        <message>
            <source>Trace on &amp;dev</source>
            <translation>在开发集上记录轨迹(&amp;D)</translation>
        </message>
        <message>
            <source>Trace it, sweep it, and see it on the trade-off beside the model that it came from</source>
            <translation>记录轨迹并扫描，然后在权衡图上与其来源模型并排查看</translation>
        </message>
        <message>
            <source>Trace on &amp;test</source>
            <translation>在测试集上记录轨迹(&amp;T)</translation>
        </message>
        <message>
            <source>Show &amp;folder</source>
            <translation>显示文件夹(&amp;F)</translation>
        </message>
        <message>
            <source>In the desktop's file manager</source>
            <translation>在桌面的文件管理器中</translation>
        </message>
        <message>
            <source>The folder of a training or a compression, whoever started it</source>
            <translation>某次训练或压缩的文件夹，无论由谁启动</translation>
        </message>
        <message>
            <source>Open confi&amp;guration…</source>
            <translation>打开配置(&amp;G)…</translation>
        </message>
        <message>
            <source>Fill the form from a file</source>
            <translation>用文件填写表单</translation>
        </message>
        <message>
            <source>Sho&amp;w configuration</source>
            <translation>显示配置(&amp;W)</translation>
        </message>
        <message>
            <source>The file that the form stands for</source>
            <translation>表单对应的文件</translation>
        </message>
        <message>
            <source>Save configuration &amp;as…</source>
            <translation>配置另存为(&amp;A)…</translation>
        </message>
        <message>
            <source>For the command line, or for another time</source>
            <translation>供命令行使用，或留待以后</translation>
        </message>
        <message>
            <source>Copy as co&amp;mmand</source>
            <translation>复制为命令(&amp;M)</translation>
        </message>
        <message>
            <source>The command that does the same with the configuration</source>
            <translation>用该配置完成同样工作的命令</translation>
        </message>
        <message>
            <source>Trainings</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>Confi&amp;guration</source>
            <translation>配置(&amp;G)</translation>
        </message>
        <message>
            <source>Curves</source>
            <translation>曲线</translation>
        </message>
        <message>
            <source>Structure</source>
            <translation>结构</translation>
        </message>
        <message>
            <source>Trainings…</source>
            <translation>训练…</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>name, folder</comment>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>%1 s</source>
            <comment>seconds</comment>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>%1 min %2 s</source>
            <comment>minutes, seconds</comment>
            <translation>%1 分 %2 秒</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <comment>hours, minutes</comment>
            <translation>%1 小时 %2 分</translation>
        </message>
        <message>
            <source>%1 waits for the jobs before it.</source>
            <translation>%1 正在等待之前的任务。</translation>
        </message>
        <message>
            <source>%1 is being trained.</source>
            <translation>正在训练 %1。</translation>
        </message>
        <message>
            <source>%1 is paused.</source>
            <translation>%1 已暂停。</translation>
        </message>
        <message>
            <source>%1 was stopped before its end.</source>
            <translation>%1 在结束前停止了。</translation>
        </message>
        <message>
            <source>Step %1 of %2</source>
            <translation>第 %1 步，共 %2 步</translation>
        </message>
        <message>
            <source>%1 tokens a second</source>
            <translation>每秒 %1 个词元</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>剩余 %1</translation>
        </message>
        <message>
            <source>%1 on dev: %2 at the last exit, %3 on average.</source>
            <comment>metric, two numbers</comment>
            <translation>开发集%1：最后出口 %2，平均 %3。</translation>
        </message>
        <message>
            <source>On test: %1, and %2 on average.</source>
            <translation>测试集：%1，平均 %2。</translation>
        </message>
        <message>
            <source>Trained for %1.</source>
            <translation>训练用时 %1。</translation>
        </message>
        <message>
            <source>A training into this folder waits or runs already.</source>
            <translation>写入此文件夹的训练已在等待或运行。</translation>
        </message>
        <message>
            <source>&amp;Resume training</source>
            <translation>恢复训练(&amp;R)</translation>
        </message>
        <message>
            <source>Folder of a training</source>
            <translation>训练的文件夹</translation>
        </message>
        <message>
            <source>Open configuration</source>
            <translation>打开配置</translation>
        </message>
        <message>
            <source>Configurations (*.json);;All files (*)</source>
            <translation>配置 (*.json);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Configuration</source>
            <translation>配置</translation>
        </message>
        <message>
            <source>Save configuration as</source>
            <translation>配置另存为</translation>
        </message>
        <message>
            <source>Configurations (*.json)</source>
            <translation>配置 (*.json)</translation>
        </message>
        <message>
            <source>Continu&amp;e training</source>
            <translation>继续训练(&amp;E)</translation>
        </message>
        <message>
            <source>Open a trainin&amp;g…</source>
            <translation>打开训练(&amp;G)…</translation>
        </message>
        <message>
            <source>Tr&amp;ain</source>
            <translation>训练(&amp;A)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TrainingDesk</name>
        <message>
            <source>Compressing into %1</source>
            <translation>正在压缩到 %1</translation>
        </message>
        <message>
            <source>Training %1</source>
            <translation>正在训练 %1</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TypesModel</name>
        <message>
            <source>%1 %</source>
            <translation>%1 %</translation>
        </message>
        <message>
            <source>Words, whatever their case</source>
            <translation>词，不区分大小写</translation>
        </message>
        <message>
            <source>Word</source>
            <translation>词</translation>
        </message>
        <message>
            <source>The gold label</source>
            <translation>标准标签</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>标注</translation>
        </message>
        <message>
            <source>How many tokens are of this kind</source>
            <translation>此类词元的数量</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>The mean layer after which they leave under A</source>
            <translation>在 A 之下它们退出的平均层</translation>
        </message>
        <message>
            <source>Mean exit</source>
            <translation>平均退出层</translation>
        </message>
        <message>
            <source>The standard deviation of these layers</source>
            <translation>这些层的标准差</translation>
        </message>
        <message>
            <source>Spread</source>
            <translation>离散度</translation>
        </message>
        <message>
            <source>The share that leaves with the right answer</source>
            <translation>以正确答案退出的比例</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>正确</translation>
        </message>
        <message>
            <source>The mean layer after which they leave under B</source>
            <translation>在 B 之下它们退出的平均层</translation>
        </message>
        <message>
            <source>Mean exit, B</source>
            <translation>平均退出层，B</translation>
        </message>
        <message>
            <source>How many layers later they leave under A than under B</source>
            <translation>在 A 之下比在 B 之下晚退出多少层</translation>
        </message>
        <message>
            <source>A − B</source>
            <translation>A − B</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TypesPanel</name>
        <message>
            <source>Words</source>
            <translation>词</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标注</translation>
        </message>
        <message>
            <source>What is counted</source>
            <translation>统计对象</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Filter words and tags</source>
            <translation>筛选词和标注</translation>
        </message>
        <message>
            <source>Words and tags, and how they leave</source>
            <translation>词与标注及其退出情况</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>正在统计…</translation>
        </message>
        <message numerus="yes">
            <source>%Ln tag(s)</source>
            <translation>
                <numerusform>%Ln 种标注</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln word type(s)</source>
            <translation>
                <numerusform>%Ln 个词型</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::Workspace</name>
        <message>
            <source>Tracing %1</source>
            <translation>记录轨迹：%1</translation>
        </message>
        <message>
            <source>Sweeping %1</source>
            <translation>扫描：%1</translation>
        </message>
        <message>
            <source>Calibrating %1</source>
            <translation>校准：%1</translation>
        </message>
        <message>
            <source>Tracing the demo</source>
            <translation>记录演示的轨迹</translation>
        </message>
        <message>
            <source>Sweeping the demo</source>
            <translation>扫描演示</translation>
        </message>
        <message>
            <source>Demo, entropy</source>
            <translation>演示，熵</translation>
        </message>
        <message>
            <source>Demo, patience</source>
            <translation>演示，耐心值</translation>
        </message>
        <message>
            <source>Sweeping a cascade that begins with %1</source>
            <translation>扫描以 %1 开头的级联</translation>
        </message>
        <message>
            <source>Resuming %1</source>
            <translation>继续：%1</translation>
        </message>
        <message>
            <source>Importing %1</source>
            <translation>导入：%1</translation>
        </message>
        <message>
            <source>Executing %1</source>
            <translation>正在执行 %1</translation>
        </message>
        <message>
            <source>Making a %1</source>
            <translation>正在制作 %1</translation>
        </message>
        <message>
            <source>Foreseeing the exits of %1</source>
            <translation>正在预见 %1 的出口</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::WrittenPanel</name>
        <message>
            <source>Text under the rule</source>
            <translation>按规则写的文本</translation>
        </message>
        <message>
            <source>Text of the full model</source>
            <translation>完整模型的文本</translation>
        </message>
        <message>
            <source>%1: writing…</source>
            <comment>rule</comment>
            <translation>%1：正在写…</translation>
        </message>
        <message numerus="yes">
            <source>%1: %Ln token(s), %2 of %3 layers, %4 tokens/s</source>
            <comment>rule</comment>
            <translation>
                <numerusform>%1：%Ln 个词元，%3 层中的 %2 层，每秒 %4 个词元</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::Callout</name>
        <message>
            <source>S&amp;kip the tour</source>
            <translation>跳过导览(&amp;K)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::CopyableTable</name>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy as CSV</source>
            <translation>复制为 CSV</translation>
        </message>
        <message>
            <source>Copy as Markdown</source>
            <translation>复制为 Markdown</translation>
        </message>
        <message>
            <source>Copy as LaTeX</source>
            <translation>复制为 LaTeX</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::DepthLegend</name>
        <message>
            <source>Colours of the layers</source>
            <translation>各层的颜色</translation>
        </message>
        <message>
            <source>From layer %1, light, to layer %2, dark.</source>
            <translation>从第 %1 层（浅）到第 %2 层（深）。</translation>
        </message>
        <message>
            <source>early</source>
            <translation>早</translation>
        </message>
        <message>
            <source>late</source>
            <translation>晚</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::ExitStripView</name>
        <message>
            <source>Exits of each sentence</source>
            <translation>每个句子的出口</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy as HTML</source>
            <translation>复制为 HTML</translation>
        </message>
        <message>
            <source>A</source>
            <translation>A</translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>出口</translation>
        </message>
        <message>
            <source>B</source>
            <translation>B</translation>
        </message>
        <message>
            <source>Prediction</source>
            <translation>预测</translation>
        </message>
        <message>
            <source>Sentence</source>
            <translation>句子</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::InspectorPanel</name>
        <message>
            <source>Inspector</source>
            <translation>检查器</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::JobBar</name>
        <message>
            <source>Resume</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>cancelling…</source>
            <translation>正在取消…</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/秒</translation>
        </message>
        <message>
            <source>Done.</source>
            <translation>已完成。</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>已取消。</translation>
        </message>
        <message>
            <source>Failed.</source>
            <translation>失败。</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::JobList</name>
        <message>
            <source>&amp;Pause</source>
            <translation>暂停(&amp;P)</translation>
        </message>
        <message>
            <source>Halt the job, or hold it back while it waits</source>
            <translation>暂停任务；若任务在等待，则将其搁置</translation>
        </message>
        <message>
            <source>&amp;Resume</source>
            <translation>继续(&amp;R)</translation>
        </message>
        <message>
            <source>Let it go on</source>
            <translation>让任务继续</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>取消(&amp;N)</translation>
        </message>
        <message>
            <source>Stop the job; what it has is kept</source>
            <translation>停止任务；已有的结果会保留</translation>
        </message>
        <message>
            <source>Re&amp;try</source>
            <translation>重试(&amp;T)</translation>
        </message>
        <message>
            <source>Start a cancelled or failed job again; it continues where it stopped</source>
            <translation>重新启动已取消或失败的任务；从停止处继续</translation>
        </message>
        <message>
            <source>C&amp;lear</source>
            <translation>清除(&amp;L)</translation>
        </message>
        <message>
            <source>Take the ended jobs off the list</source>
            <translation>将已结束的任务移出列表</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>任务</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::KeyLegend</name>
        <message>
            <source>Meaning of the colours</source>
            <translation>颜色的含义</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::ListEditor</name>
        <message>
            <source>%1: list of values</source>
            <translation>%1：取值列表</translation>
        </message>
        <message>
            <source>Values with | between them, as on the command line</source>
            <translation>各值以 | 分隔，与命令行相同</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::LogModel</name>
        <message>
            <source>%1, %2</source>
            <comment>kind, source</comment>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>From</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::LogPanel</name>
        <message>
            <source>C&amp;opy</source>
            <translation>复制(&amp;O)</translation>
        </message>
        <message>
            <source>C&amp;lear</source>
            <translation>清除(&amp;L)</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>The selected message</source>
            <translation>选中的消息</translation>
        </message>
        <message>
            <source>Select a message to read all of it.</source>
            <translation>选择一条消息以阅读全文。</translation>
        </message>
        <message>
            <source>Copy the selected messages, or all of them</source>
            <translation>复制选中的消息，或复制全部</translation>
        </message>
        <message>
            <source>Empty the log</source>
            <translation>清空日志</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::MessageBar</name>
        <message>
            <source>Information</source>
            <translation>信息</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>错误</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>另有 %n 条</numerusform>
            </translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Everything that was said so far</source>
            <translation>迄今的所有消息</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>What to do about it</source>
            <translation>处理办法</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::ModelChain</name>
        <message>
            <source>&amp;Cascade: further models, asked in this order where those before are not sure</source>
            <translation>级联(&amp;C)：其他模型，前面的模型不确定时按此顺序询问</translation>
        </message>
        <message>
            <source>Further models of a cascade</source>
            <translation>级联的其他模型</translation>
        </message>
        <message>
            <source>Ask this model earlier</source>
            <translation>更早询问此模型</translation>
        </message>
        <message>
            <source>Ask this model later</source>
            <translation>更晚询问此模型</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::NumberEditor</name>
        <message>
            <source>value</source>
            <translation>值</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::ParameterField</name>
        <message>
            <source>every outcome</source>
            <translation>全部结果</translation>
        </message>
        <message>
            <source>range</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>one value</source>
            <translation>单个值</translation>
        </message>
        <message>
            <source>per exit</source>
            <translation>逐出口</translation>
        </message>
        <message>
            <source>list</source>
            <translation>列表</translation>
        </message>
        <message>
            <source>%1: form of the value</source>
            <translation>%1：取值形式</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::PlotTableDialog</name>
        <message>
            <source>%1: values</source>
            <translation>%1：数值</translation>
        </message>
        <message>
            <source>Values of the plot</source>
            <translation>图中的数值</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::PlotView</name>
        <message>
            <source>Copy Image</source>
            <translation>复制图像</translation>
        </message>
        <message>
            <source>Copy Data</source>
            <translation>复制数据</translation>
        </message>
        <message>
            <source>Show as Table</source>
            <translation>以表格显示</translation>
        </message>
        <message>
            <source>Fit to Data</source>
            <translation>缩放至全部数据</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Plot</source>
            <translation>图</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>axis title: value</comment>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::PolicyPanel</name>
        <message>
            <source>%1 (%2)</source>
            <comment>policy, why it cannot run</comment>
            <translation>%1（%2）</translation>
        </message>
        <message>
            <source>%1:</source>
            <comment>field label</comment>
            <translation>%1：</translation>
        </message>
        <message>
            <source>Policy</source>
            <translation>策略</translation>
        </message>
        <message>
            <source>No policy can run on this trace.</source>
            <translation>没有可在此轨迹上运行的策略。</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>parameter: what is wrong</comment>
            <translation>%1：%2</translation>
        </message>
        <message>
            <source>Settings of the policy</source>
            <translation>策略的设置</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::RangeEditor</name>
        <message>
            <source>first</source>
            <translation>起</translation>
        </message>
        <message>
            <source>last</source>
            <translation>止</translation>
        </message>
        <message>
            <source>%1: number of values</source>
            <translation>%1：取值个数</translation>
        </message>
        <message>
            <source>to</source>
            <comment>range from first to last</comment>
            <translation>至</translation>
        </message>
        <message>
            <source>in</source>
            <comment>so many values</comment>
            <translation>共</translation>
        </message>
        <message>
            <source>How many values, both ends included</source>
            <translation>取值个数，含两端</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::ScrubberBar</name>
        <message>
            <source>Step Threshold Down</source>
            <translation>阈值下调一步</translation>
        </message>
        <message>
            <source>Step Threshold Up</source>
            <translation>阈值上调一步</translation>
        </message>
        <message>
            <source>Policy Settin&amp;gs…</source>
            <translation>策略设置(&amp;G)…</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>阈值</translation>
        </message>
        <message>
            <source>Policy</source>
            <translation>策略</translation>
        </message>
        <message>
            <source>Policy settings</source>
            <translation>策略设置</translation>
        </message>
        <message>
            <source>The further parameters of the rule under the slider</source>
            <translation>滑块所控规则的其他参数</translation>
        </message>
        <message>
            <source>%1; [ and ] step it</source>
            <translation>%1；按 [ 和 ] 逐步调节</translation>
        </message>
        <message>
            <source>%1×</source>
            <comment>speed-up</comment>
            <translation>%1×</translation>
        </message>
        <message>
            <source>Speed-up over the full model</source>
            <translation>相对完整模型的加速比</translation>
        </message>
        <message>
            <source>%1 ± %2</source>
            <translation>%1 ± %2</translation>
        </message>
        <message>
            <source>%1 %</source>
            <translation>%1%</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>metric, value</comment>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>The next lower value at which something changes</source>
            <translation>结果会发生变化的下一个较低值</translation>
        </message>
        <message>
            <source>The next higher value at which something changes</source>
            <translation>结果会发生变化的下一个较高值</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::SweepDialog</name>
        <message>
            <source>Copy Co&amp;mmand Line</source>
            <translation>复制命令行(&amp;M)</translation>
        </message>
        <message>
            <source>Add a policy to try.</source>
            <translation>请添加要尝试的策略。</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>policy, what is wrong</comment>
            <translation>%1，%2</translation>
        </message>
        <message>
            <source>%1 is there twice with the same settings.</source>
            <translation>%1 以相同设置出现了两次。</translation>
        </message>
        <message>
            <source>Sweep</source>
            <translation>扫描</translation>
        </message>
        <message>
            <source>Policies to try on %1</source>
            <translation>要在 %1 上尝试的策略</translation>
        </message>
        <message>
            <source>The same on the command line</source>
            <translation>对应的命令行</translation>
        </message>
        <message>
            <source>made from the policies</source>
            <translation>由所选策略生成</translation>
        </message>
        <message>
            <source>&amp;Name of the run:</source>
            <translation>运行名称(&amp;N)：</translation>
        </message>
        <message>
            <source>&amp;Start Sweep</source>
            <translation>开始扫描(&amp;S)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::SweepList</name>
        <message>
            <source>Policies of this sweep</source>
            <translation>此次扫描的策略</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Add a policy</source>
            <translation>添加策略</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>复制一份</translation>
        </message>
        <message>
            <source>Duplicate the policy</source>
            <translation>将此策略复制一份</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Remove the policy</source>
            <translation>移除此策略</translation>
        </message>
        <message>
            <source>Move the policy up</source>
            <translation>上移此策略</translation>
        </message>
        <message>
            <source>Move the policy down</source>
            <translation>下移此策略</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>action, its shortcut</comment>
            <translation>%1（%2）</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::TokenTextView</name>
        <message>
            <source>Tokens with their exits</source>
            <translation>词元及其出口</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy as HTML</source>
            <translation>复制为 HTML</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::VectorEditor</name>
        <message>
            <source>exit %1</source>
            <translation>出口 %1</translation>
        </message>
        <message>
            <source>%1:</source>
            <comment>number of an exit</comment>
            <translation>%1：</translation>
        </message>
    </context>
</TS>

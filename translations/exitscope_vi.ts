<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
    <context>
        <name>ActionWords</name>
        <message>
            <source>Show or hide this part of the window</source>
            <translation>Hiện hoặc ẩn phần này của cửa sổ</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>tip, keys</comment>
            <translation>%1 (%2)</translation>
        </message>
    </context>
    <context>
        <name>CopyWords</name>
        <message numerus="yes">
            <source>… and %Ln more paragraph(s)</source>
            <translation>
                <numerusform>… và %Ln đoạn nữa</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DetailText</name>
        <message>
            <source>“exitscope execute” runs the policy for real and measures it</source>
            <translation>“exitscope execute” chạy chính sách thật và đo thời gian</translation>
        </message>
        <message>
            <source>Speed-up</source>
            <translation>Hệ số tăng tốc</translation>
        </message>
        <message>
            <source>Layers saved</source>
            <translation>Theo số lớp</translation>
        </message>
        <message>
            <source>Layers of the full model over the mean exit layer</source>
            <translation>Số lớp của mô hình đầy đủ chia cho lớp thoát trung bình</translation>
        </message>
        <message>
            <source>Wall, batch 1</source>
            <translation>Đo thực, từng mẫu</translation>
        </message>
        <message>
            <source>Wall, packed</source>
            <translation>Đo thực, lô đóng gói</translation>
        </message>
        <message>
            <source>Operating point</source>
            <translation>Điểm vận hành</translation>
        </message>
        <message>
            <source>Policy</source>
            <translation>Chính sách</translation>
        </message>
        <message>
            <source>Mean exit layer</source>
            <translation>Lớp thoát trung bình</translation>
        </message>
        <message>
            <source>With the 95 % bootstrap interval over the examples</source>
            <translation>Kèm khoảng tin cậy bootstrap 95% trên các mẫu</translation>
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
            <translation>Số FLOPs đã dùng, gồm cả mọi đầu thoát đã thử, chia cho số FLOPs của mô hình đầy đủ; theo độ dài thực</translation>
        </message>
        <message>
            <source>Full model</source>
            <translation>Mô hình đầy đủ</translation>
        </message>
        <message>
            <source>%1 of the full model</source>
            <translation>%1 của mô hình đầy đủ</translation>
        </message>
        <message>
            <source>Trace</source>
            <translation>Vết</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Mô hình</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>Tập dữ liệu</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Bài toán</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Đơn vị</translation>
        </message>
        <message>
            <source>Exits</source>
            <translation>Lối thoát</translation>
        </message>
        <message>
            <source>Headroom taken</source>
            <translation>Dư địa đạt được</translation>
        </message>
        <message>
            <source>none is left</source>
            <translation>không còn dư địa</translation>
        </message>
        <message>
            <source>How far from leaving everywhere at one layer to the oracle, at this mean exit layer</source>
            <translation>Đã đi được bao xa từ mức mọi mẫu thoát ở cùng một lớp đến oracle, tại lớp thoát trung bình này</translation>
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
            <translation>chưa đo</translation>
        </message>
    </context>
    <context>
        <name>FigureText</name>
        <message>
            <source>One column (3.25 in)</source>
            <translation>Một cột (3,25 in)</translation>
        </message>
        <message>
            <source>Two columns (6.75 in)</source>
            <translation>Hai cột (6,75 in)</translation>
        </message>
        <message>
            <source>ACL, one column (7.7 cm)</source>
            <translation>ACL, một cột (7,7 cm)</translation>
        </message>
        <message>
            <source>ACL, two columns (16.0 cm)</source>
            <translation>ACL, hai cột (16,0 cm)</translation>
        </message>
        <message>
            <source>CVPR, one column (3.25 in)</source>
            <translation>CVPR, một cột (3,25 in)</translation>
        </message>
        <message>
            <source>CVPR, two columns (6.875 in)</source>
            <translation>CVPR, hai cột (6,875 in)</translation>
        </message>
        <message>
            <source>Slide, 16:9</source>
            <translation>Trang chiếu, 16:9</translation>
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
            <translation>token %1, mã %2</translation>
        </message>
        <message>
            <source>left after layer %1 of %2</source>
            <translation>thoát sau lớp %1 trên %2</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>a measure, its value</comment>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>not in the other text</source>
            <translation>không có trong văn bản kia</translation>
        </message>
        <message>
            <source>in the other text after layer %1</source>
            <translation>trong văn bản kia sau lớp %1</translation>
        </message>
    </context>
    <context>
        <name>HashText</name>
        <message>
            <source>random, a token always the same</source>
            <translation>ngẫu nhiên, mỗi token luôn như nhau</translation>
        </message>
        <message>
            <source>random, at every place anew</source>
            <translation>ngẫu nhiên, mỗi vị trí rút lại</translation>
        </message>
        <message>
            <source>frequency</source>
            <translation>tần suất</translation>
        </message>
        <message>
            <source>mutual information</source>
            <translation>thông tin tương hỗ</translation>
        </message>
        <message>
            <source>clusters of embeddings</source>
            <translation>cụm vectơ nhúng</translation>
        </message>
        <message numerus="yes">
            <source>hash by %1, %Ln bucket(s)</source>
            <translation>
                <numerusform>băm theo %1, %Ln xô</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>JobText</name>
        <message>
            <source>%1 s left</source>
            <translation>còn %1 giây</translation>
        </message>
        <message>
            <source>%1 min left</source>
            <translation>còn %1 phút</translation>
        </message>
        <message>
            <source>%1 h %2 min left</source>
            <translation>còn %1 giờ %2 phút</translation>
        </message>
    </context>
    <context>
        <name>LensWords</name>
        <message>
            <source>where B leaves (layer %1), with another answer</source>
            <translation>cùng chỗ với B (lớp %1), câu trả lời khác</translation>
        </message>
        <message>
            <source>where B leaves (layer %1), with the same answer</source>
            <translation>cùng chỗ với B (lớp %1), câu trả lời giống</translation>
        </message>
        <message>
            <source>earlier than B (layer %1), with another answer</source>
            <translation>sớm hơn B (lớp %1), câu trả lời khác</translation>
        </message>
        <message>
            <source>earlier than B (layer %1), with the same answer</source>
            <translation>sớm hơn B (lớp %1), câu trả lời giống</translation>
        </message>
        <message>
            <source>later than B (layer %1), with another answer</source>
            <translation>muộn hơn B (lớp %1), câu trả lời khác</translation>
        </message>
        <message>
            <source>later than B (layer %1), with the same answer</source>
            <translation>muộn hơn B (lớp %1), câu trả lời giống</translation>
        </message>
    </context>
    <context>
        <name>LogText</name>
        <message>
            <source>Information</source>
            <translation>Thông tin</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Đã xong</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>Cảnh báo</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Lỗi</translation>
        </message>
    </context>
    <context>
        <name>OfferText</name>
        <message>
            <source>At most %1 points (every distinct outcome is one), %2</source>
            <translation>Tối đa %1 điểm (mỗi kết quả khác nhau là một điểm), %2</translation>
        </message>
        <message>
            <source>%1 points, %2</source>
            <translation>%1 điểm, %2</translation>
        </message>
        <message>
            <source>less than a second</source>
            <translation>chưa đến một giây</translation>
        </message>
        <message numerus="yes">
            <source>about %n second(s)</source>
            <translation>
                <numerusform>khoảng %n giây</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n minute(s)</source>
            <translation>
                <numerusform>khoảng %n phút</numerusform>
            </translation>
        </message>
        <message>
            <source>not defined for regression</source>
            <translation>không xác định cho hồi quy</translation>
        </message>
        <message>
            <source>only for regression</source>
            <translation>chỉ dùng cho hồi quy</translation>
        </message>
        <message>
            <source>needs labels, and this trace has none</source>
            <translation>cần nhãn mà vết này không có</translation>
        </message>
        <message>
            <source>needs the similarity of states, and this trace has none; trace the model again</source>
            <translation>cần độ tương đồng giữa các trạng thái mà vết này không có; hãy ghi vết mô hình lại</translation>
        </message>
        <message>
            <source>needs the scores of learned exits, and this trace has none; trace a model that has them</source>
            <translation>cần điểm số của các lối thoát được học mà vết này không có; hãy ghi vết một mô hình có chúng</translation>
        </message>
        <message>
            <source>needs several complete models traced on the same dataset; give their traces to exitscope sweep</source>
            <translation>cần vết của nhiều mô hình hoàn chỉnh trên cùng một tập dữ liệu; hãy đưa các vết đó cho exitscope sweep</translation>
        </message>
        <message>
            <source>decides within one model, and this is a cascade of several</source>
            <translation>quyết định bên trong một mô hình, còn đây là chuỗi gồm nhiều mô hình</translation>
        </message>
        <message>
            <source>needs the logits of all classes, and this trace keeps only what follows from them</source>
            <translation>cần logit của mọi lớp, mà vết này chỉ giữ những gì suy ra từ chúng</translation>
        </message>
    </context>
    <context>
        <name>OutcomeShelf</name>
        <message>
            <source>as it was written</source>
            <translation>như khi được viết ra</translation>
        </message>
    </context>
    <context>
        <name>PaneText</name>
        <message>
            <source>what-if</source>
            <translation>giả định</translation>
        </message>
        <message>
            <source>executed</source>
            <translation>đã chạy thật</translation>
        </message>
        <message>
            <source>hash table</source>
            <translation>bảng băm</translation>
        </message>
        <message>
            <source>What-if: replayed from the trace, in which no token is frozen. When the model runs, others see the frozen states of those that left, and may leave elsewhere.</source>
            <translation>Giả định: phát lại từ vết, trong đó không token nào bị đóng băng. Khi mô hình chạy, các token khác thấy trạng thái đóng băng của những token đã thoát, và có thể thoát ở nơi khác.</translation>
        </message>
        <message>
            <source>Executed: the model was run, and what left was frozen.</source>
            <translation>Đã chạy thật: mô hình đã chạy, và những gì thoát thì bị đóng băng.</translation>
        </message>
        <message>
            <source>Hash table: the table alone sends every word to its exit, as an execution would. The answers are those of the replay.</source>
            <translation>Bảng băm: chỉ riêng bảng đã đưa mỗi từ đến lối thoát của nó, như khi chạy thật. Câu trả lời là của lần phát lại.</translation>
        </message>
        <message>
            <source>mean exit %1 of %2</source>
            <translation>lớp thoát trung bình %1 trên %2</translation>
        </message>
        <message>
            <source>speed-up %1×</source>
            <translation>hệ số tăng tốc %1×</translation>
        </message>
        <message>
            <source>measured %1×</source>
            <translation>đo được %1×</translation>
        </message>
        <message>
            <source>%1 of %2 layers a token, special tokens included</source>
            <translation>%1 trên %2 lớp mỗi token, kể cả token đặc biệt</translation>
        </message>
        <message>
            <source>speed-up by FLOPs %1×</source>
            <translation>tăng tốc theo FLOPs %1×</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>hash by %1</source>
            <translation>băm theo %1</translation>
        </message>
    </context>
    <context>
        <name>PathText</name>
        <message>
            <source>Model folder</source>
            <translation>Thư mục mô hình</translation>
        </message>
        <message>
            <source>Datasets (*.tsv *.csv *.jsonl *.json *.txt *.conll *.conllu *.safetensors *.gz);;All files (*)</source>
            <translation>Tập dữ liệu (*.tsv *.csv *.jsonl *.json *.txt *.conll *.conllu *.safetensors *.gz);;Mọi tệp (*)</translation>
        </message>
        <message>
            <source>Choose a model: a folder with config.json and weights, or a TorchScript file.</source>
            <translation>Hãy chọn mô hình: thư mục có config.json và trọng số, hoặc tệp TorchScript.</translation>
        </message>
        <message>
            <source>The model folder does not exist.</source>
            <translation>Thư mục mô hình không tồn tại.</translation>
        </message>
        <message>
            <source>There is no config.json in the model folder.</source>
            <translation>Không có config.json trong thư mục mô hình.</translation>
        </message>
        <message>
            <source>Choose a dataset: TSV, CSV, JSON lines, text, CoNLL or safetensors.</source>
            <translation>Hãy chọn tập dữ liệu: TSV, CSV, JSON lines, văn bản, CoNLL hoặc safetensors.</translation>
        </message>
        <message>
            <source>The dataset file does not exist.</source>
            <translation>Tệp dữ liệu không tồn tại.</translation>
        </message>
    </context>
    <context>
        <name>PlotText</name>
        <message>
            <source>Calibration</source>
            <translation>Hiệu chuẩn</translation>
        </message>
        <message>
            <source>Risk: right answers lost</source>
            <translation>Rủi ro: mất câu trả lời đúng</translation>
        </message>
        <message>
            <source>Risk: answers changed</source>
            <translation>Rủi ro: câu trả lời thay đổi</translation>
        </message>
        <message>
            <source>layer %1: %2 of %3 units</source>
            <translation>lớp %1: %2 trên %3 đơn vị</translation>
        </message>
        <message>
            <source>Exits</source>
            <translation>Lối thoát</translation>
        </message>
        <message>
            <source>Exit layer</source>
            <translation>Lớp thoát</translation>
        </message>
        <message>
            <source>Share of units</source>
            <translation>Tỷ lệ đơn vị</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Lớp</translation>
        </message>
        <message numerus="yes">
            <source>%n point(s) left out: a logarithmic axis cannot show values of 0 or less.</source>
            <translation>
                <numerusform>Bỏ qua %n điểm: trục logarit không thể hiện được giá trị nhỏ hơn hoặc bằng 0.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n point(s) left out: not a number.</source>
            <translation>
                <numerusform>Bỏ qua %n điểm: không phải là số.</numerusform>
            </translation>
        </message>
        <message>
            <source>Heat map of %1: %2 against %3, %4 by %5 cells.</source>
            <translation>Bản đồ nhiệt của %1: %2 theo %3, %4 × %5 ô.</translation>
        </message>
        <message numerus="yes">
            <source>%n series</source>
            <translation>
                <numerusform>%n chuỗi dữ liệu</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n point(s)</source>
            <translation>
                <numerusform>%n điểm</numerusform>
            </translation>
        </message>
        <message>
            <source>Plot of %1 against %2: %3, %4.</source>
            <translation>Biểu đồ %1 theo %2: %3, %4.</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>Độ trễ</translation>
        </message>
        <message>
            <source>Speed-up by layers</source>
            <translation>Hệ số tăng tốc theo số lớp</translation>
        </message>
        <message>
            <source>Speed-up by FLOPs</source>
            <translation>Hệ số tăng tốc theo FLOPs</translation>
        </message>
        <message>
            <source>Measured speed-up</source>
            <translation>Hệ số tăng tốc đo được</translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s) first right after layer %1, wrong at the end, and right where they leave</source>
            <translation>
                <numerusform>%Ln đơn vị đúng lần đầu sau lớp %1, sai ở cuối, và đúng tại nơi thoát</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s) first right after layer %1, wrong at the end, and wrong where they leave</source>
            <translation>
                <numerusform>%Ln đơn vị đúng lần đầu sau lớp %1, sai ở cuối, và sai tại nơi thoát</numerusform>
            </translation>
        </message>
        <message>
            <source>Overthinking</source>
            <translation>Nghĩ quá mức</translation>
        </message>
        <message>
            <source>First right after layer</source>
            <translation>Đúng lần đầu sau lớp</translation>
        </message>
        <message>
            <source>Units wrong at the end</source>
            <translation>Số đơn vị sai ở cuối</translation>
        </message>
        <message>
            <source>right under %1</source>
            <translation>đúng theo %1</translation>
        </message>
        <message>
            <source>wrong under %1</source>
            <translation>sai theo %1</translation>
        </message>
        <message numerus="yes">
            <source>%n unit(s) are right at some exit and wrong at the last</source>
            <translation>
                <numerusform>%n đơn vị đúng ở một lối thoát nào đó và sai ở lối cuối</numerusform>
            </translation>
        </message>
        <message>
            <source>Reliability</source>
            <translation>Biểu đồ tin cậy</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Độ tin cậy</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>Độ chính xác</translation>
        </message>
        <message>
            <source>Calibration error</source>
            <translation>Sai số hiệu chuẩn</translation>
        </message>
        <message>
            <source>ECE, 15 bins</source>
            <translation>ECE, 15 khoảng chia</translation>
        </message>
        <message>
            <source>layer %1</source>
            <translation>lớp %1</translation>
        </message>
        <message>
            <source>95 % bootstrap; read its upper end</source>
            <translation>bootstrap 95%; hãy đọc đầu trên</translation>
        </message>
        <message>
            <source>± 1 standard deviation over seeds, n = %1</source>
            <translation>± 1 độ lệch chuẩn giữa các hạt giống, n = %1</translation>
        </message>
        <message>
            <source>least to greatest of the seeds, n = %1</source>
            <translation>từ nhỏ nhất đến lớn nhất giữa các hạt giống, n = %1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>curve, what its band is</comment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Sentences</source>
            <translation>Câu</translation>
        </message>
        <message>
            <source>leaves here</source>
            <translation>thoát ở đây</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>layer %1 alone: %2 right</source>
            <translation>riêng lớp %1: %2 đúng</translation>
        </message>
        <message>
            <source>A: %1</source>
            <translation>A: %1</translation>
        </message>
        <message>
            <source>not tested: one before it failed</source>
            <translation>chưa kiểm định: một thiết lập trước đó thất bại</translation>
        </message>
        <message>
            <source>passed: the risk is at most delta</source>
            <translation>đạt: rủi ro không vượt quá delta</translation>
        </message>
        <message>
            <source>failed: a risk above delta cannot be ruled out</source>
            <translation>thất bại: chưa thể loại trừ rủi ro lớn hơn delta</translation>
        </message>
        <message>
            <source>%1 = %2
risk %3, at most %4
p = %5
mean exit %6
%7</source>
            <translation>%1 = %2
rủi ro %3, tối đa %4
p = %5
lớp thoát trung bình %6
%7</translation>
        </message>
        <message>
            <source>upper bound</source>
            <translation>cận trên</translation>
        </message>
        <message>
            <source>risk on the calibration half</source>
            <translation>rủi ro trên phần hiệu chuẩn</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>đạt</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>thất bại</translation>
        </message>
        <message>
            <source>not tested</source>
            <translation>chưa kiểm định</translation>
        </message>
        <message>
            <source>delta = %1</source>
            <translation>delta = %1</translation>
        </message>
        <message>
            <source>chosen</source>
            <translation>được chọn</translation>
        </message>
        <message>
            <source>test half</source>
            <translation>phần kiểm thử</translation>
        </message>
        <message>
            <source>Calibrated on %1 examples, held out %2.</source>
            <translation>Hiệu chuẩn trên %1 mẫu, giữ lại %2 mẫu.</translation>
        </message>
        <message>
            <source>There the risk is %1 (delta %2), the mean exit %3, a speed-up of %4× by layers.</source>
            <translation>Trên các mẫu giữ lại, rủi ro là %1 (delta %2), lớp thoát trung bình %3, hệ số tăng tốc theo số lớp %4×.</translation>
        </message>
        <message>
            <source>%1: %2, with the full model %3.</source>
            <translation>%1: %2, với mô hình đầy đủ là %3.</translation>
        </message>
        <message>
            <source>batches of %1 tokens</source>
            <translation>lô %1 token</translation>
        </message>
        <message>
            <source>packed batches</source>
            <translation>lô đóng gói</translation>
        </message>
        <message>
            <source>one at a time</source>
            <translation>từng mẫu</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>policy, how it was batched</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>all that is saved</source>
            <translation>tiết kiệm được trọn vẹn</translation>
        </message>
        <message>
            <source>each exit alone</source>
            <translation>riêng từng lối thoát</translation>
        </message>
        <message>
            <source>%1: each exit alone</source>
            <translation>%1: riêng từng lối thoát</translation>
        </message>
        <message>
            <source>those leaving there, %1</source>
            <translation>các đơn vị thoát tại đó, %1</translation>
        </message>
        <message>
            <source>%1: those leaving there, %2</source>
            <translation>%1: các đơn vị thoát tại đó, %2</translation>
        </message>
        <message numerus="yes">
            <source>layer %1: %n unit(s) leave, %2 of them right</source>
            <translation>
                <numerusform>lớp %1: %n đơn vị thoát, trong đó %2 đúng</numerusform>
            </translation>
        </message>
        <message>
            <source>mean exit %1 of %2</source>
            <translation>lớp thoát trung bình %1 / %2</translation>
        </message>
        <message>
            <source>speed-up %1×</source>
            <translation>hệ số tăng tốc %1×</translation>
        </message>
        <message>
            <source>%1 of the full model's FLOPs</source>
            <translation>%1 FLOPs của mô hình đầy đủ</translation>
        </message>
        <message>
            <source>measured %1× in packed batches</source>
            <translation>đo được %1× theo lô đóng gói</translation>
        </message>
        <message>
            <source>measured %1× one at a time</source>
            <translation>đo được %1× khi chạy từng mẫu</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>run %1</source>
            <translation>lượt chạy %1</translation>
        </message>
        <message>
            <source>takes %1 % of the oracle's headroom</source>
            <translation>đạt %1% dư địa của oracle</translation>
        </message>
        <message>
            <source>FLOPs relative to the full model</source>
            <translation>FLOPs so với mô hình đầy đủ</translation>
        </message>
        <message>
            <source>Mean exit layer</source>
            <translation>Lớp thoát trung bình</translation>
        </message>
        <message>
            <source>Measured time relative to the full model</source>
            <translation>Thời gian đo được so với mô hình đầy đủ</translation>
        </message>
        <message>
            <source>MFLOPs per input</source>
            <translation>MFLOP cho mỗi đầu vào</translation>
        </message>
        <message>
            <source>F1</source>
            <translation>F1</translation>
        </message>
        <message>
            <source>F1 of spans</source>
            <translation>F1 của các đoạn</translation>
        </message>
        <message>
            <source>Matthews correlation</source>
            <translation>Tương quan Matthews</translation>
        </message>
        <message>
            <source>Pearson correlation</source>
            <translation>Tương quan Pearson</translation>
        </message>
        <message>
            <source>Spearman correlation</source>
            <translation>Tương quan Spearman</translation>
        </message>
        <message>
            <source>Mean of accuracy and F1</source>
            <translation>Trung bình của độ chính xác và F1</translation>
        </message>
        <message>
            <source>Mean of Pearson and Spearman correlation</source>
            <translation>Trung bình của tương quan Pearson và Spearman</translation>
        </message>
        <message>
            <source>fixed layers</source>
            <translation>lớp cố định</translation>
        </message>
        <message>
            <source>full model</source>
            <translation>mô hình đầy đủ</translation>
        </message>
        <message>
            <source>oracle</source>
            <translation>oracle</translation>
        </message>
        <message>
            <source>oracle of agreement</source>
            <translation>oracle đồng thuận</translation>
        </message>
        <message>
            <source>calibrated</source>
            <translation>hiệu chuẩn hoàn hảo</translation>
        </message>
        <message>
            <source>%1, ECE %2</source>
            <translation>%1, ECE %2</translation>
        </message>
        <message numerus="yes">
            <source>confidence %1 to %2: %Ln unit(s), sure of %3, right %4</source>
            <translation>
                <numerusform>độ tin cậy từ %1 đến %2: %Ln đơn vị, độ tin cậy trung bình %3, đúng %4</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>expected calibration error</source>
            <translation>sai số hiệu chuẩn kỳ vọng</translation>
        </message>
        <message>
            <source>mean %1</source>
            <translation>trung bình %1</translation>
        </message>
        <message>
            <source>standard deviation %1</source>
            <translation>độ lệch chuẩn %1</translation>
        </message>
        <message>
            <source>from %1 to %2</source>
            <translation>từ %1 đến %2</translation>
        </message>
        <message>
            <source>%1, mean of runs %2</source>
            <translation>%1, trung bình của các lượt chạy %2</translation>
        </message>
        <message>
            <source>%1, mean</source>
            <translation>%1, trung bình</translation>
        </message>
        <message>
            <source>%1 % of %2 draws of %3, n = %4</source>
            <comment>level, how many, of what, examples</comment>
            <translation>%1% của %2 lần rút mẫu cho %3, n = %4</translation>
        </message>
        <message>
            <source>the frontier</source>
            <translation>đường biên</translation>
        </message>
        <message>
            <source>at this cost the frontier lies from %1 to %2 in %3 % of draws</source>
            <translation>tại chi phí này, đường biên nằm từ %1 đến %2 trong %3% số lần rút mẫu</translation>
        </message>
        <message>
            <source>each point</source>
            <translation>từng điểm</translation>
        </message>
        <message>
            <source>from %1 to %2 in %3 % of draws</source>
            <translation>từ %1 đến %2 trong %3% số lần rút mẫu</translation>
        </message>
        <message>
            <source>Trade-off</source>
            <translation>Đánh đổi</translation>
        </message>
        <message>
            <source> (95 %: %1 to %2)</source>
            <translation> (95%: %1 đến %2)</translation>
        </message>
        <message>
            <source>95 % bootstrap interval</source>
            <translation>khoảng tin cậy bootstrap 95%</translation>
        </message>
        <message>
            <source>those that leave there, %1</source>
            <translation>các đơn vị thoát tại đó, %1</translation>
        </message>
        <message numerus="yes">
            <source>layer %1: %Ln unit(s) leave there, %2 of them right</source>
            <translation>
                <numerusform>lớp %1: %Ln đơn vị thoát tại đó, trong đó %2 đúng</numerusform>
            </translation>
        </message>
        <message>
            <source>B: %1</source>
            <translation>B: %1</translation>
        </message>
        <message numerus="yes">
            <source>%1, layer %2: %Ln unit(s)</source>
            <translation>
                <numerusform>%1, lớp %2: %Ln đơn vị</numerusform>
            </translation>
        </message>
        <message>
            <source>No setting passed: only the full model, without early exits, keeps to the tolerance.</source>
            <translation>Không thiết lập nào đạt: chỉ mô hình đầy đủ, không thoát sớm, giữ được mức dung sai.</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, the error grows over the full model's by at most %2 on average (differences above %3 count as that).</source>
            <translation>Với xác suất ít nhất %1 % theo việc lấy mẫu hiệu chỉnh, sai số tăng so với mô hình đầy đủ trung bình không quá %2 (chênh lệch trên %3 được tính là chừng đó).</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, answers differ from the full model's by at most %2 on average (differences above %3 count as that).</source>
            <translation>Với xác suất ít nhất %1 % theo việc lấy mẫu hiệu chỉnh, câu trả lời khác mô hình đầy đủ trung bình không quá %2 (chênh lệch trên %3 được tính là chừng đó).</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, at most %2 % of answers are wrong where the full model is right.</source>
            <translation>Với xác suất ít nhất %1 % theo việc lấy mẫu hiệu chỉnh, không quá %2 % câu trả lời sai ở chỗ mô hình đầy đủ đúng.</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, at most %2 % of answers differ from the full model's.</source>
            <translation>Với xác suất ít nhất %1 % theo việc lấy mẫu hiệu chỉnh, không quá %2 % câu trả lời khác với mô hình đầy đủ.</translation>
        </message>
        <message>
            <source>Comparison</source>
            <translation>So sánh</translation>
        </message>
        <message>
            <source>%1×</source>
            <translation>%1×</translation>
        </message>
        <message>
            <source>%1 (scrubber)</source>
            <translation>%1 (thanh trượt)</translation>
        </message>
        <message>
            <source>%1, %2 = %3
%4: %5
speed-up by layers: %6×
mean exit: %7</source>
            <translation>%1, %2 = %3
%4: %5
hệ số tăng tốc theo số lớp: %6×
lớp thoát trung bình: %7</translation>
        </message>
        <message>
            <source>where units leave</source>
            <translation>nơi các đơn vị thoát</translation>
        </message>
        <message>
            <source>Buckets of the hash</source>
            <translation>Các xô của hàm băm</translation>
        </message>
        <message>
            <source>Share, %</source>
            <translation>Tỷ lệ, %</translation>
        </message>
        <message>
            <source>vocabulary entries</source>
            <translation>mục từ vựng</translation>
        </message>
        <message>
            <source>occurrences in the corpus</source>
            <translation>lần xuất hiện trong ngữ liệu</translation>
        </message>
        <message>
            <source>%1, exit %2: %3 %</source>
            <translation>%1, lối thoát %2: %3 %</translation>
        </message>
        <message>
            <source>majority</source>
            <translation>đa số</translation>
        </message>
        <message>
            <source>guess by priors</source>
            <translation>đoán theo tiên nghiệm</translation>
        </message>
        <message>
            <source>linear on mean embeddings</source>
            <translation>tuyến tính trên nhúng trung bình</translation>
        </message>
        <message>
            <source>linear on the frozen backbone</source>
            <translation>tuyến tính trên khung đóng băng</translation>
        </message>
        <message>
            <source>BiLSTM</source>
            <translation>BiLSTM</translation>
        </message>
        <message>
            <source>transformer</source>
            <translation>transformer</translation>
        </message>
        <message>
            <source>Difficulty</source>
            <translation>Độ khó</translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>Lối thoát</translation>
        </message>
        <message>
            <source>Accuracy of the prediction</source>
            <translation>Độ chính xác của dự đoán</translation>
        </message>
        <message>
            <source>share that the exit gets right</source>
            <translation>tỷ lệ lối thoát đúng</translation>
        </message>
        <message>
            <source>Exits along the text</source>
            <translation>Lớp thoát dọc theo văn bản</translation>
        </message>
        <message>
            <source>each token, %1</source>
            <translation>từng token, %1</translation>
        </message>
        <message>
            <source>token %1, “%2”: layer %3</source>
            <translation>token %1, “%2”: lớp %3</translation>
        </message>
        <message>
            <source>running mean of %1 tokens</source>
            <translation>trung bình trượt của %1 token</translation>
        </message>
        <message numerus="yes">
            <source>mean of %Ln text(s), %1</source>
            <translation>
                <numerusform>trung bình của %Ln văn bản, %1</numerusform>
            </translation>
        </message>
        <message>
            <source>one standard deviation to both sides</source>
            <translation>một độ lệch chuẩn về hai phía</translation>
        </message>
        <message numerus="yes">
            <source>token %1: layer %2 on average of %Ln text(s)</source>
            <translation>
                <numerusform>token %1: lớp %2 trung bình trên %Ln văn bản</numerusform>
            </translation>
        </message>
        <message>
            <source>Generated text</source>
            <translation>Văn bản được sinh</translation>
        </message>
        <message>
            <source>Where tokens leave</source>
            <translation>Token thoát ở đâu</translation>
        </message>
        <message>
            <source>Share of tokens</source>
            <translation>Tỉ lệ token</translation>
        </message>
        <message>
            <source>Agreement with the full model</source>
            <translation>Mức đồng thuận với mô hình đầy đủ</translation>
        </message>
        <message>
            <source>Perplexity</source>
            <translation>Độ bối rối (perplexity)</translation>
        </message>
        <message>
            <source>Bits per token</source>
            <translation>Số bit mỗi token</translation>
        </message>
        <message>
            <source>%1 (less is better)</source>
            <translation>%1 (càng nhỏ càng tốt)</translation>
        </message>
        <message>
            <source>layer %1 alone: perplexity %2, %3 bits per token, %4 of the next words right</source>
            <translation>riêng lớp %1: perplexity %2, %3 bit mỗi token, đúng %4 từ kế tiếp</translation>
        </message>
        <message>
            <source>mean rank of the word that comes: %1</source>
            <translation>thứ hạng trung bình của từ thực sự đến: %1</translation>
        </message>
        <message>
            <source>Agreement</source>
            <translation>Đồng thuận</translation>
        </message>
        <message>
            <source>Share of the words</source>
            <translation>Tỷ lệ số từ</translation>
        </message>
        <message>
            <source>says what the last layer says</source>
            <translation>nói điều lớp cuối nói</translation>
        </message>
        <message>
            <source>and so does every layer above it</source>
            <translation>và mọi lớp phía trên cũng vậy</translation>
        </message>
        <message>
            <source>mean rank of the word that the last layer says: %1</source>
            <translation>thứ hạng trung bình của từ mà lớp cuối nói: %1</translation>
        </message>
        <message>
            <source>layer %1 predicts %2 of the words as the last layer does</source>
            <translation>lớp %1 dự đoán %2 số từ giống lớp cuối</translation>
        </message>
        <message>
            <source>by layer %1 the prediction of %2 of the words stays what it is at the end</source>
            <translation>đến lớp %1, dự đoán của %2 số từ giữ nguyên đến cuối</translation>
        </message>
        <message>
            <source>Risk: what texts lose against their references</source>
            <translation>Rủi ro: phần văn bản mất đi so với bản tham chiếu</translation>
        </message>
        <message>
            <source>Risk: distance from the full model's texts</source>
            <translation>Rủi ro: khoảng cách đến văn bản của mô hình đầy đủ</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, at most %2 % of texts miss their reference where the full model's meets it.</source>
            <translation>Với xác suất ít nhất %1 % theo mẫu hiệu chuẩn, nhiều nhất %2 % số văn bản lệch bản tham chiếu mà văn bản của mô hình đầy đủ khớp.</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, at most %2 % of texts differ from the full model's.</source>
            <translation>Với xác suất ít nhất %1 % theo mẫu hiệu chuẩn, nhiều nhất %2 % số văn bản khác với văn bản của mô hình đầy đủ.</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, texts are at most %2 further from their references than the full model's on average (%3, gains not counted).</source>
            <translation>Với xác suất ít nhất %1 % theo mẫu hiệu chuẩn, trung bình văn bản xa bản tham chiếu hơn văn bản của mô hình đầy đủ nhiều nhất %2 (%3, không tính phần tốt hơn).</translation>
        </message>
        <message>
            <source>With probability at least %1 % over the calibration draw, texts are at most %2 away from the full model's on average (%3).</source>
            <translation>Với xác suất ít nhất %1 % theo mẫu hiệu chuẩn, trung bình văn bản cách văn bản của mô hình đầy đủ nhiều nhất %2 (%3).</translation>
        </message>
        <message>
            <source>There the risk is %1, which keeps to delta (%2 % of it); the mean exit %3, %4 % of the FLOPs, %5× as fast by the clock.</source>
            <translation>Trên các văn bản giữ lại, rủi ro là %1, không vượt delta (%2 % của nó); lớp thoát trung bình %3, %4 % số FLOP, tốc độ đo được %5×.</translation>
        </message>
        <message>
            <source>There the risk is %1, which is above delta (%2 % of it); the mean exit %3, %4 % of the FLOPs, %5× as fast by the clock.</source>
            <translation>Trên các văn bản giữ lại, rủi ro là %1, vượt delta (%2 % của nó); lớp thoát trung bình %3, %4 % số FLOP, tốc độ đo được %5×.</translation>
        </message>
        <message>
            <source>F1 of tokens</source>
            <translation>F1 của token</translation>
        </message>
        <message>
            <source>ROUGE-L against the full model</source>
            <translation>ROUGE-L so với mô hình đầy đủ</translation>
        </message>
        <message>
            <source>Share of texts that are the full model's</source>
            <translation>Tỉ lệ văn bản giống mô hình đầy đủ</translation>
        </message>
        <message>
            <source>exit %1</source>
            <translation>lối thoát %1</translation>
        </message>
        <message>
            <source>tuning</source>
            <comment>a stretch of a training, short</comment>
            <translation>tinh chỉnh</translation>
        </message>
        <message>
            <source>last exit</source>
            <comment>a stretch of a training, short</comment>
            <translation>lối cuối</translation>
        </message>
        <message>
            <source>exits</source>
            <comment>a stretch of a training, short</comment>
            <translation>lối thoát</translation>
        </message>
        <message>
            <source>classifier</source>
            <comment>a stretch of a training, short</comment>
            <translation>phân loại</translation>
        </message>
        <message>
            <source>assistant</source>
            <comment>a stretch of a training, short</comment>
            <translation>trợ giảng</translation>
        </message>
        <message>
            <source>features</source>
            <comment>a stretch of a training, short</comment>
            <translation>đặc trưng</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>Bước</translation>
        </message>
        <message>
            <source>step %1 of %2</source>
            <translation>bước %1 trên %2</translation>
        </message>
        <message>
            <source>loss: %1</source>
            <translation>mất mát: %1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>part of a loss: value</comment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1 tokens a second</source>
            <translation>%1 token mỗi giây</translation>
        </message>
        <message>
            <source>mean: %1</source>
            <translation>trung bình: %1</translation>
        </message>
        <message>
            <source>exit %1: %2</source>
            <translation>lối thoát %1: %2</translation>
        </message>
        <message>
            <source>the best so far</source>
            <translation>tốt nhất cho đến nay</translation>
        </message>
        <message>
            <source>mean of all exits</source>
            <translation>trung bình mọi lối thoát</translation>
        </message>
        <message>
            <source>kept</source>
            <translation>được giữ</translation>
        </message>
        <message>
            <source>fine-tuning</source>
            <translation>tinh chỉnh</translation>
        </message>
        <message>
            <source>fine-tuning, last exit</source>
            <translation>tinh chỉnh lối thoát cuối</translation>
        </message>
        <message>
            <source>exits on the frozen trunk</source>
            <translation>các lối thoát trên thân đóng băng</translation>
        </message>
        <message>
            <source>exits from the last exit</source>
            <translation>các lối thoát học từ lối thoát cuối</translation>
        </message>
        <message>
            <source>exit classifier on the frozen model</source>
            <translation>bộ phân loại thoát trên mô hình đóng băng</translation>
        </message>
        <message>
            <source>teacher assistant</source>
            <translation>trợ giảng</translation>
        </message>
        <message>
            <source>judging</source>
            <translation>đánh giá</translation>
        </message>
        <message>
            <source>pruning</source>
            <translation>cắt tỉa</translation>
        </message>
        <message>
            <source>feature recovery</source>
            <translation>phục hồi đặc trưng</translation>
        </message>
        <message>
            <source>recovery</source>
            <translation>phục hồi</translation>
        </message>
        <message>
            <source>%1 %2 of %3</source>
            <comment>phase, number, of how many</comment>
            <translation>%1 %2 trên %3</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>Mất mát</translation>
        </message>
        <message>
            <source>what is minimised</source>
            <translation>tổng được tối thiểu</translation>
        </message>
        <message>
            <source>On dev</source>
            <translation>Trên dev</translation>
        </message>
        <message>
            <source>%1 on dev</source>
            <translation>%1 trên dev</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>Tốc độ học</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Tốc độ</translation>
        </message>
        <message>
            <source>learning rate: %1</source>
            <translation>tốc độ học: %1</translation>
        </message>
        <message>
            <source>exit %1, from the teacher</source>
            <translation>lối thoát %1, từ mô hình thầy</translation>
        </message>
        <message>
            <source>exit %1, from the last exit</source>
            <translation>lối thoát %1, từ lối thoát cuối</translation>
        </message>
        <message>
            <source>hidden states</source>
            <comment>part of a loss</comment>
            <translation>trạng thái ẩn</translation>
        </message>
        <message>
            <source>diversity</source>
            <comment>part of a loss</comment>
            <translation>đa dạng</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <comment>least and most</comment>
            <translation>%1 đến %2</translation>
        </message>
        <message>
            <source>Kept structure</source>
            <translation>Cấu trúc được giữ</translation>
        </message>
        <message>
            <source>Head; feed-forward width</source>
            <translation>Đầu chú ý; độ rộng truyền thẳng</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Lớp</translation>
        </message>
        <message>
            <source>words</source>
            <comment>the word embedding, on an axis</comment>
            <translation>từ</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>Được giữ</translation>
        </message>
        <message>
            <source>Importance within the layer</source>
            <translation>Độ quan trọng trong lớp</translation>
        </message>
        <message>
            <source>heads that are kept</source>
            <translation>các đầu được giữ</translation>
        </message>
        <message>
            <source>heads that are removed</source>
            <translation>các đầu bị bỏ</translation>
        </message>
        <message>
            <source>layer %1, head %2</source>
            <translation>lớp %1, đầu %2</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>bị bỏ</translation>
        </message>
        <message>
            <source>removed before the last judgement</source>
            <translation>bị bỏ trước lần đánh giá cuối</translation>
        </message>
        <message>
            <source>importance %1, %2 % of the layer's best</source>
            <translation>độ quan trọng %1, bằng %2 % của đầu tốt nhất trong lớp</translation>
        </message>
        <message>
            <source>outline of the layers</source>
            <translation>đường viền các lớp</translation>
        </message>
        <message>
            <source>outline of the heads</source>
            <translation>đường viền các đầu</translation>
        </message>
        <message>
            <source>feed-forward widths</source>
            <translation>độ rộng truyền thẳng</translation>
        </message>
        <message>
            <source>outline of the feed-forward widths</source>
            <translation>đường viền độ rộng truyền thẳng</translation>
        </message>
        <message>
            <source>layer %1, feed-forward
%2 of %3 neurons (%4 %)</source>
            <translation>lớp %1, truyền thẳng
%2 trên %3 nơ-ron (%4 %)</translation>
        </message>
        <message>
            <source>mean importance %1</source>
            <translation>độ quan trọng trung bình %1</translation>
        </message>
        <message>
            <source>word embedding</source>
            <translation>nhúng từ</translation>
        </message>
        <message>
            <source>outline of the word embedding</source>
            <translation>đường viền nhúng từ</translation>
        </message>
        <message>
            <source>rank of the word embedding</source>
            <translation>hạng của nhúng từ</translation>
        </message>
        <message>
            <source>word embedding
rank %1 of %2</source>
            <translation>nhúng từ
hạng %1 trên %2</translation>
        </message>
        <message>
            <source>word embedding
whole: %1 wide</source>
            <translation>nhúng từ
nguyên vẹn: rộng %1</translation>
        </message>
        <message numerus="yes">
            <source>%Ln layer(s)</source>
            <translation>
                <numerusform>%Ln lớp</numerusform>
            </translation>
        </message>
        <message>
            <source>%1: %2 of %3 heads, %4 of %5 neurons, word embedding of rank %6 of %7.</source>
            <translation>%1: %2 trên %3 đầu, %4 trên %5 nơ-ron, nhúng từ hạng %6 trên %7.</translation>
        </message>
        <message>
            <source>%1: %2 of %3 heads, %4 of %5 neurons, the whole word embedding.</source>
            <translation>%1: %2 trên %3 đầu, %4 trên %5 nơ-ron, nhúng từ nguyên vẹn.</translation>
        </message>
        <message>
            <source>exits %1 to %2: %3</source>
            <translation>lối thoát %1 đến %2: %3</translation>
        </message>
    </context>
    <context>
        <name>PolicyText</name>
        <message>
            <source>Fixed layer</source>
            <translation>Lớp cố định</translation>
        </message>
        <message>
            <source>Everything leaves at one layer: the static baseline, and the accuracy of each exit.</source>
            <translation>Mọi mẫu đều thoát ở cùng một lớp: mốc so sánh tĩnh, và độ chính xác của từng lối thoát.</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Lớp</translation>
        </message>
        <message>
            <source>The layer of the exit, counted from 1.</source>
            <translation>Lớp của lối thoát, đếm từ 1.</translation>
        </message>
        <message>
            <source>First exit</source>
            <translation>Lối thoát đầu tiên</translation>
        </message>
        <message>
            <source>The first layer at which a unit may leave, counted from 1.</source>
            <translation>Lớp đầu tiên mà một đơn vị được phép thoát, đếm từ 1.</translation>
        </message>
        <message>
            <source>Exit every</source>
            <translation>Bước lối thoát</translation>
        </message>
        <message>
            <source>Use every k-th exit only, counted from the first one. The last exit is always used.</source>
            <translation>Chỉ dùng mỗi lối thoát thứ k, tính từ lối đầu tiên. Lối thoát cuối luôn được dùng.</translation>
        </message>
        <message>
            <source>Entropy</source>
            <translation>Entropy</translation>
        </message>
        <message>
            <source>Leaves at the first exit whose output distribution has an entropy below the threshold (DeeBERT, ElasticBERT, COST-EFF); normalised by ln C it is FastBERT's uncertainty.</source>
            <translation>Thoát ở lối thoát đầu tiên có phân phối đầu ra với entropy dưới ngưỡng (DeeBERT, ElasticBERT, COST-EFF); khi chuẩn hóa theo ln C thì đó là độ bất định (uncertainty) của FastBERT.</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>Ngưỡng</translation>
        </message>
        <message>
            <source>Entropy in nats below which a unit leaves; 0 to ln C (0.693 for two classes). 0 and -1: none leaves early; from ln C on all leave at once.</source>
            <translation>Entropy tính bằng nat, dưới mức đó thì đơn vị thoát; từ 0 đến ln C (0,693 với hai lớp phân loại). 0 và -1: không đơn vị nào thoát sớm; từ ln C trở lên thì tất cả thoát ngay.</translation>
        </message>
        <message>
            <source>Normalised</source>
            <translation>Chuẩn hóa</translation>
        </message>
        <message>
            <source>Divide the entropy by ln C, so that thresholds of tasks can be compared.</source>
            <translation>Chia entropy cho ln C để có thể so sánh ngưỡng giữa các bài toán.</translation>
        </message>
        <message>
            <source>Ensemble</source>
            <translation>Kết hợp</translation>
        </message>
        <message>
            <source>Score and answer come from this exit alone (none), or from the mean of all allowed exits so far: plain, weighted 1, 2, 3, … towards the deeper ones, or geometric.</source>
            <translation>Điểm số và câu trả lời lấy từ riêng lối thoát này (none), hoặc từ trung bình của mọi lối thoát được phép tính đến lúc đó: thường (plain), có trọng số 1, 2, 3, … tăng dần về các lối sâu hơn (weighted), hoặc trung bình nhân (geometric).</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Độ tin cậy</translation>
        </message>
        <message>
            <source>Leaves at the first exit whose largest probability is above the threshold (BranchyNet-style confidence, CascadeBERT); temperatures calibrate the exits first (Schwartz et al. 2020).</source>
            <translation>Thoát ở lối thoát đầu tiên có xác suất lớn nhất vượt ngưỡng (độ tin cậy kiểu BranchyNet, CascadeBERT); nhiệt độ hiệu chuẩn các lối thoát trước (Schwartz et al. 2020).</translation>
        </message>
        <message>
            <source>Largest probability above which a unit leaves; 1/C to 1.</source>
            <translation>Xác suất lớn nhất, trên mức đó thì đơn vị thoát; từ 1/C đến 1.</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>Nhiệt độ</translation>
        </message>
        <message>
            <source>Logits are divided by it before softmax; one value, or one per exit as 1.2;1.1;1.</source>
            <translation>Logit được chia cho giá trị này trước softmax; một giá trị, hoặc mỗi lối thoát một giá trị dạng 1.2;1.1;1.</translation>
        </message>
        <message>
            <source>Margin</source>
            <translation>Khoảng cách biên</translation>
        </message>
        <message>
            <source>Leaves at the first exit whose two largest probabilities differ by at least the threshold (CALM's softmax response).</source>
            <translation>Thoát ở lối thoát đầu tiên có hai xác suất lớn nhất chênh nhau ít nhất bằng ngưỡng (softmax response của CALM).</translation>
        </message>
        <message>
            <source>Top-two difference from which a unit leaves; 0 to 1.</source>
            <translation>Chênh lệch giữa hai xác suất lớn nhất, từ mức đó thì đơn vị thoát; từ 0 đến 1.</translation>
        </message>
        <message>
            <source>Patience</source>
            <translation>Độ kiên nhẫn</translation>
        </message>
        <message>
            <source>Leaves when an exit's answer has agreed with the one before it this many times in a row (PABEE).</source>
            <translation>Thoát khi câu trả lời của một lối thoát đã khớp với lối liền trước đủ số lần liên tiếp này (PABEE).</translation>
        </message>
        <message>
            <source>Agreements in a row; the earliest exit is one after that many. 0 means the full model.</source>
            <translation>Số lần khớp liên tiếp; lối thoát sớm nhất có thứ tự bằng số này cộng một. 0 nghĩa là mô hình đầy đủ.</translation>
        </message>
        <message>
            <source>Tolerance</source>
            <translation>Dung sai</translation>
        </message>
        <message>
            <source>Regression only: consecutive values agree when they differ by less than this.</source>
            <translation>Chỉ dùng cho hồi quy: hai giá trị liên tiếp được coi là khớp khi chênh nhau ít hơn mức này.</translation>
        </message>
        <message>
            <source>Vote</source>
            <translation>Bỏ phiếu</translation>
        </message>
        <message>
            <source>Every exit passed votes for its class; leaves when one class has this many votes, with that class (ensemble of internal classifiers, Sun et al. 2021). At the last exit the vote of all of them decides.</source>
            <translation>Mỗi lối thoát đi qua bỏ một phiếu cho lớp phân loại của nó; thoát khi một lớp phân loại có đủ số phiếu này và trả lời bằng lớp đó (kết hợp các bộ phân loại bên trong, Sun et al. 2021). Ở lối thoát cuối, phiếu của tất cả sẽ quyết định.</translation>
        </message>
        <message>
            <source>Votes</source>
            <translation>Số phiếu</translation>
        </message>
        <message>
            <source>Votes of one class from which a unit leaves. 1 is the first exit; more than there are exits never leaves early.</source>
            <translation>Số phiếu của một lớp phân loại, từ mức đó thì đơn vị thoát. 1 là lối thoát đầu tiên; nhiều hơn số lối thoát thì không bao giờ thoát sớm.</translation>
        </message>
        <message>
            <source>Saturation</source>
            <translation>Độ bão hòa</translation>
        </message>
        <message>
            <source>Leaves at the first exit, from the second on, whose state is at least this similar (cosine) to the one a layer below (CALM).</source>
            <translation>Thoát ở lối thoát đầu tiên, tính từ lối thứ hai, có trạng thái giống (cosine) trạng thái của lớp liền dưới ít nhất bằng mức này (CALM).</translation>
        </message>
        <message>
            <source>Cosine from which a unit leaves; 0.9 to 0.9999 is the useful range.</source>
            <translation>Cosine, từ mức đó thì đơn vị thoát; từ 0,9 đến 0,9999 là dải hữu ích.</translation>
        </message>
        <message>
            <source>Learned exit</source>
            <translation>Lối thoát được học</translation>
        </message>
        <message>
            <source>Leaves at the first exit whose learned module gives at least this score: the certainty 1 − u of BERxiT's learning-to-exit unit, or the score of CALM's exit classifier ("learned_kind" in the trace says which). BERxiT's threshold τ on the uncertainty, u &lt; τ, is threshold = 1 − τ here.</source>
            <translation>Thoát ở lối thoát đầu tiên mà mô-đun được học cho điểm ít nhất bằng mức này: độ chắc chắn 1 − u của mô-đun học cách thoát (learning-to-exit) trong BERxiT, hoặc điểm của bộ phân loại thoát trong CALM ("learned_kind" trong vết cho biết là loại nào). Ngưỡng τ trên độ bất định của BERxiT, u &lt; τ, ở đây là threshold = 1 − τ.</translation>
        </message>
        <message>
            <source>Score from which a unit leaves; as a rule 0 to 1.</source>
            <translation>Điểm số, từ mức đó thì đơn vị thoát; thường từ 0 đến 1.</translation>
        </message>
        <message>
            <source>Hash of the input</source>
            <translation>Băm đầu vào</translation>
        </message>
        <message>
            <source>Each example's layer is fixed by the input before the first layer runs, so only the head used is run (HashEE's sentence-level variant).</source>
            <translation>Lớp của mỗi mẫu được đầu vào ấn định trước khi lớp đầu tiên chạy, nên chỉ chạy đúng đầu thoát được dùng (biến thể cấp câu của HashEE).</translation>
        </message>
        <message>
            <source>Function</source>
            <translation>Hàm</translation>
        </message>
        <message>
            <source>length: equally many examples to a bucket, the shortest first. text: a 64-bit hash of the UTF-8 text. cluster: k-means of the mean word embeddings, the largest cluster first.</source>
            <translation>length: số mẫu bằng nhau ở mỗi nhóm, mẫu ngắn nhất trước. text: mã băm 64 bit của văn bản UTF-8. cluster: k-means trên trung bình các embedding từ, cụm lớn nhất trước.</translation>
        </message>
        <message>
            <source>Buckets</source>
            <translation>Số nhóm</translation>
        </message>
        <message>
            <source>How many; where layers are given, as many as these.</source>
            <translation>Số lượng nhóm; nếu có cho trước các lớp thì phải bằng số lớp đó.</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Lớp</translation>
        </message>
        <message>
            <source>The layer of each bucket, as 2;4;6; auto spreads the buckets evenly over the exits, the first one shallowest.</source>
            <translation>Lớp của từng nhóm, dạng 2;4;6; auto trải đều các nhóm trên các lối thoát, nhóm đầu tiên nông nhất.</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Hạt giống ngẫu nhiên</translation>
        </message>
        <message>
            <source>Of the text's hash, and of the clusters' first centres.</source>
            <translation>Dùng cho hàm băm văn bản và cho các tâm cụm ban đầu.</translation>
        </message>
        <message>
            <source>Cascade</source>
            <translation>Chuỗi mô hình</translation>
        </message>
        <message>
            <source>Complete models one after the other, each from scratch: the first whose largest probability is above the threshold answers, and the costs of all that ran add up (CascadeBERT). Needs one trace per model.</source>
            <translation>Các mô hình hoàn chỉnh nối tiếp nhau, mỗi mô hình chạy lại từ đầu: mô hình đầu tiên có xác suất lớn nhất vượt ngưỡng sẽ trả lời, và chi phí của mọi mô hình đã chạy được cộng lại (CascadeBERT). Cần một vết cho mỗi mô hình.</translation>
        </message>
        <message>
            <source>Largest probability above which a model's answer is taken; one value, or one per model.</source>
            <translation>Xác suất lớn nhất, trên mức đó thì câu trả lời của mô hình được chấp nhận; một giá trị, hoặc mỗi mô hình một giá trị.</translation>
        </message>
        <message>
            <source>Oracle</source>
            <translation>Oracle</translation>
        </message>
        <message>
            <source>An upper bound that no rule can reach: leaves at the first exit that is right (correct), or that already says what the full model will say (agree; CALM).</source>
            <translation>Một cận trên mà không quy tắc nào đạt được: thoát ở lối thoát đầu tiên trả lời đúng (correct), hoặc đã cho câu trả lời mà mô hình đầy đủ sẽ đưa ra (agree; CALM).</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>correct needs labels; agree compares with the last exit.</source>
            <translation>correct cần nhãn; agree so với lối thoát cuối.</translation>
        </message>
        <message>
            <source>Cheap failure</source>
            <translation>Sai thì thoát rẻ</translation>
        </message>
        <message>
            <source>correct only: a unit that no exit gets right leaves at the first exit, not at the last.</source>
            <translation>Chỉ dùng cho correct: đơn vị mà không lối thoát nào trả lời đúng sẽ thoát ở lối đầu tiên thay vì lối cuối.</translation>
        </message>
        <message>
            <source>Regression only: two values are the same when they differ by less than this.</source>
            <translation>Chỉ dùng cho hồi quy: hai giá trị được coi là như nhau khi chênh nhau ít hơn mức này.</translation>
        </message>
    </context>
    <context>
        <name>QGnomeTheme</name>
        <message>
            <source>&amp;OK</source>
            <translation>&amp;OK</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Lưu</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>&amp;Hủy</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>Đón&amp;g</translation>
        </message>
        <message>
            <source>Close without Saving</source>
            <translation>Đóng mà không lưu</translation>
        </message>
    </context>
    <context>
        <name>QPlatformTheme</name>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Có</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Không</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Bỏ</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Trợ giúp</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Áp dụng</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Đặt lại</translation>
        </message>
        <message>
            <source>Restore Defaults</source>
            <translation>Khôi phục mặc định</translation>
        </message>
    </context>
    <context>
        <name>RowText</name>
        <message>
            <source>Example %1</source>
            <translation>Mẫu %1</translation>
        </message>
    </context>
    <context>
        <name>RuleWords</name>
        <message>
            <source>Full model</source>
            <translation>Mô hình đầy đủ</translation>
        </message>
        <message>
            <source>Fixed layer</source>
            <translation>Lớp cố định</translation>
        </message>
        <message>
            <source>Margin (softmax response)</source>
            <translation>Khoảng cách (softmax response)</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Độ tin cậy</translation>
        </message>
        <message>
            <source>Entropy</source>
            <translation>Entropy</translation>
        </message>
        <message>
            <source>Saturation of the state</source>
            <translation>Độ bão hòa của trạng thái</translation>
        </message>
        <message>
            <source>Exit classifier</source>
            <translation>Bộ phân loại thoát</translation>
        </message>
        <message>
            <source>Oracle</source>
            <translation>Oracle</translation>
        </message>
        <message>
            <source>Every token goes through all layers.</source>
            <translation>Mọi token đi qua tất cả các lớp.</translation>
        </message>
        <message>
            <source>Every token leaves after the same layer.</source>
            <translation>Mọi token thoát sau cùng một lớp.</translation>
        </message>
        <message>
            <source>A token leaves when its two largest probabilities differ by at least the threshold.</source>
            <translation>Token thoát khi hai xác suất lớn nhất chênh nhau ít nhất bằng ngưỡng.</translation>
        </message>
        <message>
            <source>A token leaves when its largest probability is above the threshold.</source>
            <translation>Token thoát khi xác suất lớn nhất vượt ngưỡng.</translation>
        </message>
        <message>
            <source>A token leaves when the entropy of its probabilities is below the threshold.</source>
            <translation>Token thoát khi entropy của các xác suất thấp hơn ngưỡng.</translation>
        </message>
        <message>
            <source>A token leaves when a layer hardly turns its state: the cosine to the layer below reaches the threshold.</source>
            <translation>Token thoát khi một lớp hầu như không xoay trạng thái của nó: cosin với lớp bên dưới đạt ngưỡng.</translation>
        </message>
        <message>
            <source>A token leaves when the model's exit classifier gives at least the threshold.</source>
            <translation>Token thoát khi bộ phân loại thoát của mô hình cho giá trị ít nhất bằng ngưỡng.</translation>
        </message>
        <message>
            <source>A token leaves as soon as a layer says what the last one will. It saves nothing, and bounds what can be saved.</source>
            <translation>Token thoát ngay khi một lớp nói điều mà lớp cuối sẽ nói. Cách này không tiết kiệm gì, chỉ cho biết cận trên của mức tiết kiệm.</translation>
        </message>
        <message>
            <source>margin</source>
            <translation>khoảng cách</translation>
        </message>
        <message>
            <source>confidence</source>
            <translation>độ tin cậy</translation>
        </message>
        <message>
            <source>entropy</source>
            <translation>entropy</translation>
        </message>
        <message>
            <source>saturation</source>
            <translation>độ bão hòa</translation>
        </message>
        <message>
            <source>exit classifier</source>
            <translation>bộ phân loại thoát</translation>
        </message>
        <message>
            <source>full model</source>
            <translation>mô hình đầy đủ</translation>
        </message>
        <message>
            <source>after layer %1</source>
            <translation>sau lớp %1</translation>
        </message>
        <message>
            <source>oracle</source>
            <translation>oracle</translation>
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
            <translation>đổi tên</translation>
        </message>
        <message>
            <source>notes</source>
            <translation>ghi chú</translation>
        </message>
        <message>
            <source>tags</source>
            <translation>thẻ</translation>
        </message>
        <message>
            <source>colour</source>
            <translation>màu</translation>
        </message>
        <message numerus="yes">
            <source>deleting %n run(s)</source>
            <translation>
                <numerusform>xóa %n lượt chạy</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>restoring %n run(s)</source>
            <translation>
                <numerusform>khôi phục %n lượt chạy</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SliceEdit</name>
        <message>
            <source>keeping a slice</source>
            <translation>giữ một lát cắt</translation>
        </message>
        <message>
            <source>renaming a slice</source>
            <translation>đổi tên một lát cắt</translation>
        </message>
        <message>
            <source>deleting a slice</source>
            <translation>xóa một lát cắt</translation>
        </message>
        <message numerus="yes">
            <source>tagging %n example(s)</source>
            <translation>
                <numerusform>gắn thẻ cho %n mẫu</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>untagging %n example(s)</source>
            <translation>
                <numerusform>bỏ thẻ của %n mẫu</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StripText</name>
        <message>
            <source>gold %1</source>
            <translation>nhãn chuẩn %1</translation>
        </message>
    </context>
    <context>
        <name>StripWords</name>
        <message numerus="yes">
            <source>… and %Ln more</source>
            <translation>
                <numerusform>… và %Ln câu nữa</numerusform>
            </translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>Lối thoát</translation>
        </message>
        <message>
            <source>Beside B</source>
            <translation>So với B</translation>
        </message>
        <message>
            <source>Prediction</source>
            <translation>Dự đoán</translation>
        </message>
        <message>
            <source>Gold</source>
            <translation>Nhãn chuẩn</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Thẻ</translation>
        </message>
        <message>
            <source>Sentence</source>
            <translation>Câu</translation>
        </message>
    </context>
    <context>
        <name>SweepText</name>
        <message>
            <source>“%1” is not a number.</source>
            <translation>“%1” không phải là số.</translation>
        </message>
        <message>
            <source>%1 is not a whole number.</source>
            <translation>%1 không phải là số nguyên.</translation>
        </message>
        <message>
            <source>%1 is not between %2 and %3.</source>
            <translation>%1 không nằm giữa %2 và %3.</translation>
        </message>
        <message>
            <source>It takes one value for all exits.</source>
            <translation>Tham số này chỉ nhận một giá trị cho mọi lối thoát.</translation>
        </message>
        <message>
            <source>%1 values for %2 exits; give one for each, or for each but the last.</source>
            <translation>Có %1 giá trị cho %2 lối thoát; hãy cho mỗi lối thoát một giá trị, hoặc cho mọi lối thoát trừ lối cuối.</translation>
        </message>
        <message>
            <source>“%1” is neither true nor false.</source>
            <translation>“%1” không phải là true hay false.</translation>
        </message>
        <message>
            <source>“%1” is not one of %2.</source>
            <translation>“%1” không thuộc %2.</translation>
        </message>
        <message>
            <source>“%1” is not a count of 2 or more.</source>
            <translation>“%1” không phải là số lượng từ 2 trở lên.</translation>
        </message>
        <message>
            <source>A range goes from the smaller to the larger number.</source>
            <translation>Dải giá trị phải đi từ số nhỏ đến số lớn.</translation>
        </message>
        <message>
            <source>%1 values from %2 to %3 are not all whole numbers.</source>
            <translation>%1 giá trị từ %2 đến %3 không phải tất cả đều là số nguyên.</translation>
        </message>
        <message>
            <source>A value is needed.</source>
            <translation>Cần có một giá trị.</translation>
        </message>
        <message>
            <source>“exact” is for thresholds only.</source>
            <translation>“exact” chỉ dùng cho ngưỡng.</translation>
        </message>
        <message>
            <source>A range is written first:last:count.</source>
            <translation>Dải giá trị được viết là đầu:cuối:số lượng.</translation>
        </message>
        <message>
            <source>Values from %1 to %2 are usual; nothing changes much beyond them.</source>
            <translation>Giá trị thường dùng là từ %1 đến %2; ngoài dải đó hầu như không có gì thay đổi.</translation>
        </message>
        <message>
            <source>%1 has no setting “%2”.</source>
            <translation>%1 không có thiết lập “%2”.</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>parameter: what is wrong</comment>
            <translation>%1: %2</translation>
        </message>
    </context>
    <context>
        <name>TokenText</name>
        <message>
            <source>position %1 of example %2</source>
            <translation>vị trí %1 của mẫu %2</translation>
        </message>
        <message>
            <source>leaves after layer %1</source>
            <translation>thoát sau lớp %1</translation>
        </message>
        <message>
            <source>says %1</source>
            <translation>trả lời %1</translation>
        </message>
        <message>
            <source>right</source>
            <translation>đúng</translation>
        </message>
        <message>
            <source>wrong: it is %1</source>
            <translation>sai: đúng ra là %1</translation>
        </message>
        <message>
            <source>the full model says %1</source>
            <translation>mô hình đầy đủ trả lời %1</translation>
        </message>
        <message>
            <source>A leaves after layer %1</source>
            <translation>A thoát sau lớp %1</translation>
        </message>
        <message>
            <source>“%1”</source>
            <translation>“%1”</translation>
        </message>
        <message>
            <source>layer %1 says %2, with %3</source>
            <translation>lớp %1 nói %2, với %3</translation>
        </message>
        <message>
            <source>%1 comes, with %2 there</source>
            <translation>từ đến là %1, ở đó có %2</translation>
        </message>
        <message>
            <source>%1 comes, with %2 and at rank %3 there</source>
            <translation>từ đến là %1, ở đó có %2 và hạng %3</translation>
        </message>
        <message>
            <source>the full model says %1, which is at rank %2 there</source>
            <translation>mô hình đầy đủ trả lời %1, ở đó đứng hạng %2</translation>
        </message>
    </context>
    <context>
        <name>TrainingText</name>
        <message>
            <source>Single exit</source>
            <translation>Một lối thoát</translation>
        </message>
        <message>
            <source>Joint</source>
            <translation>Đồng thời</translation>
        </message>
        <message>
            <source>Layer-weighted</source>
            <translation>Trọng số theo lớp</translation>
        </message>
        <message>
            <source>Two-stage</source>
            <translation>Hai giai đoạn</translation>
        </message>
        <message>
            <source>Alternating</source>
            <translation>Luân phiên</translation>
        </message>
        <message>
            <source>Self-distillation</source>
            <translation>Tự chưng cất</translation>
        </message>
        <message>
            <source>Self-distillation, joint</source>
            <translation>Tự chưng cất đồng thời</translation>
        </message>
        <message>
            <source>Diversity</source>
            <translation>Đa dạng</translation>
        </message>
        <message>
            <source>Plain fine-tuning with the last exit alone: what the others are held against.</source>
            <translation>Tinh chỉnh thường chỉ với lối thoát cuối: mốc để so các cách khác.</translation>
        </message>
        <message>
            <source>All exits and the trunk learn together; every exit counts the same.</source>
            <translation>Mọi lối thoát và thân cùng học; mỗi lối thoát có trọng số như nhau.</translation>
        </message>
        <message>
            <source>All exits and the trunk learn together; a deeper exit counts more (PABEE, CALM).</source>
            <translation>Mọi lối thoát và thân cùng học; lối thoát càng sâu càng nặng (PABEE, CALM).</translation>
        </message>
        <message>
            <source>First trunk and last exit, as without exits; then the other exits on the frozen trunk (DeeBERT).</source>
            <translation>Trước hết thân và lối thoát cuối, như khi không có lối thoát; rồi các lối thoát khác trên thân đóng băng (DeeBERT).</translation>
        </message>
        <message>
            <source>By turns the last exit alone and all exits together (BERxiT).</source>
            <translation>Luân phiên lối thoát cuối một mình và mọi lối thoát cùng nhau (BERxiT).</translation>
        </message>
        <message>
            <source>First trunk and last exit; then the other exits learn what the last one says (FastBERT).</source>
            <translation>Trước hết thân và lối thoát cuối; rồi các lối thoát khác học điều lối thoát cuối nói (FastBERT).</translation>
        </message>
        <message>
            <source>All exits learn together, and each also what the last one says (BERxiT).</source>
            <translation>Mọi lối thoát cùng học, và mỗi lối thoát còn học điều lối thoát cuối nói (BERxiT).</translation>
        </message>
        <message>
            <source>All exits learn together, and each is rewarded for differing from those below it.</source>
            <translation>Mọi lối thoát cùng học, và mỗi lối thoát được thưởng khi khác các lối thoát bên dưới.</translation>
        </message>
        <message>
            <source>COST-EFF, %1, %2</source>
            <comment>task, width</comment>
            <translation>COST-EFF, %1, %2</translation>
        </message>
        <message>
            <source>half the heads</source>
            <translation>một nửa số đầu</translation>
        </message>
        <message>
            <source>a sixth of the heads</source>
            <translation>một phần sáu số đầu</translation>
        </message>
        <message>
            <source>From scratch, small</source>
            <translation>Từ đầu, nhỏ</translation>
        </message>
        <message>
            <source>Plain fine-tuning</source>
            <translation>Tinh chỉnh thường</translation>
        </message>
        <message>
            <source>The epochs and learning rates of the paper's own runs for this task and six of twelve heads: about half the parameters.</source>
            <translation>Số vòng và tốc độ học của chính bài báo cho tác vụ này với sáu trên mười hai đầu: khoảng một nửa tham số.</translation>
        </message>
        <message>
            <source>The epochs and learning rates of the paper's own runs for this task and two of twelve heads: about an eighth of the parameters.</source>
            <translation>Số vòng và tốc độ học của chính bài báo cho tác vụ này với hai trên mười hai đầu: khoảng một phần tám tham số.</translation>
        </message>
        <message>
            <source>A small new model for a first look: minutes on an ordinary computer.</source>
            <translation>Một mô hình mới nhỏ để xem thử: vài phút trên máy thường.</translation>
        </message>
        <message>
            <source>Epochs, batch and learning rate as the authors' scripts have them.</source>
            <translation>Số vòng, lô và tốc độ học như trong kịch bản của tác giả.</translation>
        </message>
        <message>
            <source>The paper's regime, with a usual learning rate and number of epochs for BERT.</source>
            <translation>Cách huấn luyện của bài báo, với tốc độ học và số vòng thường dùng cho BERT.</translation>
        </message>
    </context>
    <context>
        <name>WrittenWords</name>
        <message numerus="yes">
            <source>%Ln token(s) through %1 of %2 layers on average, %3 a second.</source>
            <translation>
                <numerusform>%Ln token trung bình qua %1 trên %2 lớp, %3 mỗi giây.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) through %1 of %2 layers on average, %3 a second: %4 times the full model's speed, with %5 % of its operations.</source>
            <translation>
                <numerusform>%Ln token trung bình qua %1 trên %2 lớp, %3 mỗi giây: nhanh bằng %4 lần mô hình đầy đủ, với %5 % số phép tính của nó.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln text(s) of %1 are the full model's.</source>
            <translation>
                <numerusform>%Ln trên %1 văn bản trùng với của mô hình đầy đủ.</numerusform>
            </translation>
        </message>
        <message>
            <source>The text is the full model's.</source>
            <translation>Văn bản trùng với của mô hình đầy đủ.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) are not in the full model's text; the texts part at token %1.</source>
            <translation>
                <numerusform>%Ln token không có trong văn bản của mô hình đầy đủ; hai văn bản rẽ ra ở token %1.</numerusform>
            </translation>
        </message>
        <message>
            <source>Asking the head at every tried layer costs more than the layers that are left out: a shortlist, saturation or an exit classifier avoids that.</source>
            <translation>Hỏi đầu ra ở mọi lớp được thử tốn hơn các lớp được bỏ qua: danh sách rút gọn, độ bão hòa hoặc bộ phân loại thoát tránh được điều đó.</translation>
        </message>
        <message>
            <source>It needs fewer operations than the full model and is slower all the same: the head is asked at every tried layer. A shortlist, saturation or an exit classifier avoids that.</source>
            <translation>Nó cần ít phép tính hơn mô hình đầy đủ mà vẫn chậm hơn: đầu ra được hỏi ở mọi lớp được thử. Danh sách rút gọn, độ bão hòa hoặc bộ phân loại thoát tránh được điều đó.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::AboutDialog</name>
        <message>
            <source>About Exitscope</source>
            <translation>Giới thiệu Exitscope</translation>
        </message>
        <message>
            <source>&lt;h3&gt;Exitscope %1&lt;/h3&gt;&lt;p&gt;How deep must each input travel through the network before the answer is good enough, and what does stopping there buy?&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
            <translation>&lt;h3&gt;Exitscope %1&lt;/h3&gt;&lt;p&gt;Mỗi đầu vào phải đi sâu đến đâu trong mạng thì câu trả lời mới đủ tốt, và dừng ở đó thì được lợi gì?&lt;/p&gt;&lt;p&gt;Phần mềm tự do theo Giấy phép Công cộng GNU (GPL), phiên bản 3 trở lên.&lt;/p&gt;</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Phiên bản</translation>
        </message>
        <message>
            <source>C&amp;opy the versions</source>
            <translation>Sao &amp;chép các phiên bản</translation>
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
            <translation>Nhóm</translation>
        </message>
        <message>
            <source>Overthinkers</source>
            <translation>Mẫu nghĩ quá mức</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Tỷ lệ</translation>
        </message>
        <message>
            <source>Saved here</source>
            <translation>Cứu được ở đây</translation>
        </message>
        <message>
            <source>Right at some exit, wrong at the last one</source>
            <translation>Đúng ở một lối thoát nào đó, sai ở lối cuối</translation>
        </message>
        <message>
            <source>Of the labelled ones in the group; of a layer, those that are right there first</source>
            <translation>Tính trên các mẫu có nhãn trong nhóm; với một lớp thì tính trên các mẫu đúng lần đầu ở lớp đó</translation>
        </message>
        <message>
            <source>Those that the present operating point lets out while they are right</source>
            <translation>Các mẫu mà điểm vận hành hiện tại cho thoát khi còn đúng</translation>
        </message>
        <message>
            <source>Overthinking by layer, class, length and tag</source>
            <translation>Nghĩ quá mức theo lớp mạng, lớp phân loại, độ dài và thẻ</translation>
        </message>
        <message>
            <source>By first right layer</source>
            <translation>Theo lớp đúng đầu tiên</translation>
        </message>
        <message>
            <source>By class</source>
            <translation>Theo lớp phân loại</translation>
        </message>
        <message>
            <source>By length in tokens</source>
            <translation>Theo độ dài tính bằng token</translation>
        </message>
        <message>
            <source>By tag</source>
            <translation>Theo thẻ</translation>
        </message>
        <message>
            <source>Nothing to show without labels.</source>
            <translation>Không có nhãn nên không có gì để hiện.</translation>
        </message>
        <message numerus="yes">
            <source>Right early, wrong at the end: %Ln overthinker(s), %1 of those with a label; this operating point saves %2.</source>
            <translation>
                <numerusform>Đúng sớm, sai ở cuối: %Ln mẫu nghĩ quá mức, chiếm %1 số mẫu có nhãn; điểm vận hành này cứu được %2.</numerusform>
            </translation>
        </message>
        <message>
            <source>Layer %1</source>
            <translation>Lớp %1</translation>
        </message>
        <message>
            <source>Show only these: %1</source>
            <translation>Chỉ hiện các mẫu này: %1</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::BinDialog</name>
        <message>
            <source>&amp;Restore</source>
            <translation>&amp;Khôi phục</translation>
        </message>
        <message>
            <source>&amp;Empty the bin…</source>
            <translation>&amp;Dọn sạch thùng rác…</translation>
        </message>
        <message>
            <source>Bin</source>
            <translation>Thùng rác</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Lượt chạy</translation>
        </message>
        <message>
            <source>Policies</source>
            <translation>Chính sách</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>Điểm</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Thời điểm tạo</translation>
        </message>
        <message>
            <source>Deleted runs</source>
            <translation>Các lượt chạy đã xóa</translation>
        </message>
        <message>
            <source>Empty the bin?</source>
            <translation>Dọn sạch thùng rác?</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) will be removed for good. This cannot be undone.</source>
            <translation>
                <numerusform>%n lượt chạy sẽ bị xóa vĩnh viễn. Thao tác này không thể hoàn tác.</numerusform>
            </translation>
        </message>
        <message>
            <source>Run %1</source>
            <translation>Lượt chạy %1</translation>
        </message>
        <message>
            <source>The bin is empty.</source>
            <translation>Thùng rác trống.</translation>
        </message>
        <message>
            <source>Runs stay here until the bin is emptied.</source>
            <translation>Các lượt chạy nằm ở đây cho đến khi thùng rác được dọn sạch.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CalibrationForm</name>
        <message>
            <source>has no order from safe to early</source>
            <translation>không có thứ tự từ an toàn đến sớm</translation>
        </message>
        <message>
            <source>Delta</source>
            <translation>Delta</translation>
        </message>
        <message>
            <source>The risk that is tolerated</source>
            <translation>Mức rủi ro chấp nhận được</translation>
        </message>
        <message>
            <source>Epsilon</source>
            <translation>Epsilon</translation>
        </message>
        <message>
            <source>How often the guarantee may fail, over the calibration draw</source>
            <translation>Xác suất bảo đảm không giữ được, xét trên phép rút ngẫu nhiên phần hiệu chuẩn</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Tỷ lệ</translation>
        </message>
        <message>
            <source>Examples that go to the calibration half; the others test</source>
            <translation>Tỷ lệ mẫu dành cho phần hiệu chuẩn; số còn lại để kiểm thử</translation>
        </message>
        <message>
            <source>consistency: answers changed</source>
            <translation>tính nhất quán: câu trả lời thay đổi</translation>
        </message>
        <message>
            <source>risk: right answers lost</source>
            <translation>rủi ro: mất câu trả lời đúng</translation>
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
            <translation>Hoeffding, dạng KL</translation>
        </message>
        <message>
            <source>Bentkus</source>
            <translation>Bentkus</translation>
        </message>
        <message>
            <source>binomial (losses of 0 and 1)</source>
            <translation>nhị thức (mất mát bằng 0 hoặc 1)</translation>
        </message>
        <message>
            <source>fixed sequence</source>
            <translation>trình tự cố định</translation>
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
            <translation>Mất mát</translation>
        </message>
        <message>
            <source>P-value</source>
            <translation>Giá trị p</translation>
        </message>
        <message>
            <source>Procedure</source>
            <translation>Quy trình</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Hạt giống ngẫu nhiên</translation>
        </message>
        <message>
            <source>Difference that counts as 1</source>
            <translation>Chênh lệch được tính là 1</translation>
        </message>
        <message>
            <source>&amp;Loss:</source>
            <translation>&amp;Mất mát:</translation>
        </message>
        <message>
            <source>Counts as &amp;1:</source>
            <translation>Tính là &amp;1:</translation>
        </message>
        <message>
            <source>&amp;Delta:</source>
            <translation>&amp;Delta:</translation>
        </message>
        <message>
            <source>&amp;Epsilon:</source>
            <translation>&amp;Epsilon:</translation>
        </message>
        <message>
            <source>&amp;P-value:</source>
            <translation>Giá trị &amp;p:</translation>
        </message>
        <message>
            <source>P&amp;rocedure:</source>
            <translation>&amp;Quy trình:</translation>
        </message>
        <message>
            <source>&amp;Share:</source>
            <translation>Tỷ lệ chi&amp;a:</translation>
        </message>
        <message>
            <source>See&amp;d:</source>
            <translation>Hạt giống &amp;ngẫu nhiên:</translation>
        </message>
        <message>
            <source>Open a trace first.</source>
            <translation>Hãy mở một vết trước.</translation>
        </message>
        <message>
            <source>Delta lies between 0 and 1.</source>
            <translation>Delta phải nằm giữa 0 và 1.</translation>
        </message>
        <message>
            <source>Epsilon lies between 0 and 1.</source>
            <translation>Epsilon phải nằm giữa 0 và 1.</translation>
        </message>
        <message>
            <source>The share lies between 0 and 1: both halves need examples.</source>
            <translation>Tỷ lệ chia phải nằm giữa 0 và 1: cả hai phần đều cần có mẫu.</translation>
        </message>
        <message>
            <source>Say which difference counts as 1.</source>
            <translation>Hãy cho biết chênh lệch nào được tính là 1.</translation>
        </message>
        <message>
            <source>The binomial p-value is for losses of 0 and 1; choose Hoeffding–Bentkus.</source>
            <translation>Giá trị p nhị thức chỉ dùng cho mất mát bằng 0 hoặc 1; hãy chọn Hoeffding–Bentkus.</translation>
        </message>
        <message>
            <source>A risk needs labels, and this trace has none; consistency does not.</source>
            <translation>Rủi ro cần có nhãn mà vết này không có; tính nhất quán thì không cần.</translation>
        </message>
        <message>
            <source>textual consistency</source>
            <translation>nhất quán văn bản</translation>
        </message>
        <message>
            <source>risk consistency</source>
            <translation>nhất quán rủi ro</translation>
        </message>
        <message>
            <source>0 or 1: texts that differ</source>
            <translation>0 hoặc 1: văn bản khác nhau</translation>
        </message>
        <message>
            <source>Constraint</source>
            <translation>Ràng buộc</translation>
        </message>
        <message>
            <source>Distance of texts</source>
            <translation>Khoảng cách văn bản</translation>
        </message>
        <message>
            <source>C&amp;onstraint:</source>
            <translation>Rà&amp;ng buộc:</translation>
        </message>
        <message>
            <source>D&amp;istance:</source>
            <translation>&amp;Khoảng cách:</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>Quy tắc</translation>
        </message>
        <message>
            <source>Settings that are tested</source>
            <translation>Các thiết lập được kiểm định</translation>
        </message>
        <message>
            <source>R&amp;ule:</source>
            <translation>&amp;Quy tắc:</translation>
        </message>
        <message>
            <source>Close these te&amp;xts</source>
            <translation>Đóng các &amp;văn bản này</translation>
        </message>
        <message numerus="yes">
            <source>%n text(s) that %1 wrote for %2</source>
            <translation>
                <numerusform>%n văn bản mà %1 đã viết cho %2</numerusform>
            </translation>
        </message>
        <message>
            <source>Tested from safe to early: %1</source>
            <translation>Kiểm định từ an toàn đến sớm: %1</translation>
        </message>
        <message>
            <source>These texts are of no rule with settings in order of caution.</source>
            <translation>Các văn bản này không có quy tắc nào với thiết lập xếp theo mức thận trọng.</translation>
        </message>
        <message>
            <source>A risk needs references, and these texts have none; textual consistency does not.</source>
            <translation>Rủi ro cần bản tham chiếu mà các văn bản này không có; tính nhất quán văn bản thì không cần.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CalibrationView</name>
        <message>
            <source>&amp;Calibrate</source>
            <translation>&amp;Hiệu chuẩn</translation>
        </message>
        <message>
            <source>&amp;Use as Operating Point</source>
            <translation>Dùng làm điểm &amp;vận hành</translation>
        </message>
        <message>
            <source>Choose the earliest setting whose risk is kept, with a guarantee</source>
            <translation>Chọn thiết lập thoát sớm nhất mà rủi ro vẫn trong mức cho phép, kèm bảo đảm</translation>
        </message>
        <message>
            <source>Move the scrubber to the calibrated setting</source>
            <translation>Đưa thanh trượt đến thiết lập đã hiệu chuẩn</translation>
        </message>
        <message>
            <source>Calibrations in the store</source>
            <translation>Các hiệu chuẩn trong kho lượt chạy</translation>
        </message>
        <message>
            <source>The guarantee</source>
            <translation>Bảo đảm</translation>
        </message>
        <message>
            <source>What the test half says</source>
            <translation>Kết quả trên phần kiểm thử</translation>
        </message>
        <message>
            <source>No calibration yet</source>
            <translation>Chưa có hiệu chuẩn nào</translation>
        </message>
        <message>
            <source>No trace is open</source>
            <translation>Chưa mở vết nào</translation>
        </message>
        <message>
            <source>Choose what may go wrong, and how often: the earliest setting that keeps to it is found by Learn then Test, with a guarantee over the draw of the calibration half.</source>
            <translation>Hãy chọn loại sai sót được phép và tần suất của nó: phương pháp Learn then Test sẽ tìm thiết lập thoát sớm nhất đáp ứng yêu cầu, kèm bảo đảm xét trên phép rút ngẫu nhiên phần hiệu chuẩn.</translation>
        </message>
        <message>
            <source>Kept calibrations…</source>
            <translation>Các hiệu chuẩn đã lưu…</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>name, when</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>Chosen: %1 with %2 = %3.</source>
            <comment>policy, parameter = value</comment>
            <translation>Đã chọn: %1 với %2 = %3.</translation>
        </message>
        <message>
            <source>Calib&amp;rate</source>
            <translation>&amp;Hiệu chuẩn</translation>
        </message>
        <message>
            <source>Open a trace to calibrate a policy on it, or texts of a sweep of generation, or choose a calibration of the store.</source>
            <translation>Hãy mở một vết để hiệu chuẩn chính sách trên đó, hoặc mở văn bản của một lượt quét sinh văn bản, hoặc chọn một hiệu chuẩn trong kho lượt chạy.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CommandFinder</name>
        <message>
            <source>Find a command</source>
            <translation>Tìm lệnh</translation>
        </message>
        <message>
            <source>Parts of a command's name</source>
            <translation>Một phần tên lệnh</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>Lệnh</translation>
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
            <translation>%1 đến %2</translation>
        </message>
        <message>
            <source>FLOPs</source>
            <translation>FLOPs</translation>
        </message>
        <message>
            <source>layers</source>
            <translation>số lớp</translation>
        </message>
        <message>
            <source>%1 at %2× fewer %3</source>
            <comment>accuracy at 2× fewer FLOPs</comment>
            <translation>%1 khi giảm %2× %3</translation>
        </message>
        <message>
            <source>Share of %1 at %2 %3</source>
            <comment>share of FLOPs at accuracy 0.9</comment>
            <translation>Tỷ lệ %1 tại %2 %3</translation>
        </message>
        <message>
            <source>%1, among the best</source>
            <translation>%1, thuộc nhóm tốt nhất</translation>
        </message>
        <message>
            <source>baseline</source>
            <translation>mốc so sánh</translation>
        </message>
        <message>
            <source>Only this run is right on %1, only the baseline on %2. Exact p %3, χ² %4.</source>
            <translation>Chỉ lượt chạy này đúng ở %1 mẫu, chỉ mốc so sánh đúng ở %2 mẫu. p chính xác %3, χ² %4.</translation>
        </message>
        <message>
            <source>The best point within the cost: %1, cost %2, %3 %4</source>
            <translation>Điểm tốt nhất trong mức chi phí: %1, chi phí %2, %3 %4</translation>
        </message>
        <message>
            <source>The run's frontier does not reach this budget.</source>
            <translation>Đường biên của lượt chạy không đạt tới ngân sách này.</translation>
        </message>
        <message>
            <source>Budget</source>
            <translation>Ngân sách</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Lượt chạy</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Giá trị</translation>
        </message>
        <message>
            <source>Interval</source>
            <translation>Khoảng tin cậy</translation>
        </message>
        <message>
            <source>Less the baseline</source>
            <translation>Hiệu so với mốc</translation>
        </message>
        <message>
            <source>Its interval</source>
            <translation>Khoảng tin cậy của hiệu</translation>
        </message>
        <message>
            <source>p</source>
            <translation>p</translation>
        </message>
        <message>
            <source>McNemar p</source>
            <translation>p McNemar</translation>
        </message>
        <message>
            <source>Operating point</source>
            <translation>Điểm vận hành</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareFiguresPage</name>
        <message>
            <source>Figures at equal cost and at equal quality</source>
            <translation>Số liệu ở cùng chi phí và ở cùng chất lượng</translation>
        </message>
        <message>
            <source>&amp;Copy table</source>
            <translation>Sao chép &amp;bảng</translation>
        </message>
        <message>
            <source>Copy as tab-separated values</source>
            <translation>Sao chép dạng giá trị phân cách bằng tab</translation>
        </message>
        <message>
            <source>Copy as Markdown</source>
            <translation>Sao chép dạng Markdown</translation>
        </message>
        <message>
            <source>Copy as LaTeX</source>
            <translation>Sao chép dạng LaTeX</translation>
        </message>
        <message>
            <source>“%1” is not tested against the baseline: %2.</source>
            <translation>“%1” không được kiểm định so với mốc: %2.</translation>
        </message>
        <message>
            <source>%1 % intervals of %2 paired bootstrap draws. Bold is the best and what the paired bootstrap cannot tell from it; nothing is where all are alike. McNemar's test is of the best point of either run within the cost.</source>
            <translation>Khoảng tin cậy %1% từ %2 lần rút mẫu bootstrap theo cặp. Chữ đậm là kết quả tốt nhất và những kết quả mà bootstrap theo cặp không phân biệt được với nó; không có chữ đậm khi tất cả như nhau. Kiểm định McNemar dùng điểm tốt nhất trong mức chi phí của từng lượt chạy.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareFlipsModel</name>
        <message>
            <source>%1 %2, layer %3</source>
            <comment>a tick or cross, what was said, where</comment>
            <translation>%1 %2, lớp %3</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>STT</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Văn bản</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Nhãn</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareFlipsPage</name>
        <message>
            <source>Select &amp;all of these</source>
            <translation>Chọn t&amp;oàn bộ các mẫu này</translation>
        </message>
        <message>
            <source>&amp;Open their trace</source>
            <translation>Mở &amp;vết của chúng</translation>
        </message>
        <message>
            <source>Examples on which the runs differ</source>
            <translation>Các mẫu mà hai lượt chạy cho kết quả khác nhau</translation>
        </message>
        <message>
            <source>A&amp;t:</source>
            <translation>Tạ&amp;i:</translation>
        </message>
        <message>
            <source>S&amp;how:</source>
            <translation>Hiể&amp;n thị:</translation>
        </message>
        <message numerus="yes">
            <source>All %Ln that differ</source>
            <translation>
                <numerusform>Tất cả %Ln mẫu khác nhau</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Only “%1” right: %Ln</source>
            <translation>
                <numerusform>Chỉ “%1” đúng: %Ln</numerusform>
            </translation>
        </message>
        <message>
            <source>The two runs are right and wrong on the same examples here.</source>
            <translation>Ở đây hai lượt chạy đúng và sai trên cùng các mẫu.</translation>
        </message>
        <message>
            <source>Another trace is open: open the runs' own to see these examples in the other views.</source>
            <translation>Đang mở một vết khác: hãy mở vết của chính các lượt chạy để xem các mẫu này trong những khung nhìn khác.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareSettingsModel</name>
        <message>
            <source>What was asked</source>
            <translation>Nội dung yêu cầu</translation>
        </message>
        <message>
            <source>Model and data</source>
            <translation>Mô hình và dữ liệu</translation>
        </message>
        <message>
            <source>Machine</source>
            <translation>Máy</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>Policies</source>
            <translation>Chính sách</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Hạt giống ngẫu nhiên</translation>
        </message>
        <message>
            <source>Operating points</source>
            <translation>Điểm vận hành</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Mô hình</translation>
        </message>
        <message>
            <source>Model family</source>
            <translation>Họ mô hình</translation>
        </message>
        <message>
            <source>Model hash</source>
            <translation>Mã băm của mô hình</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>Tập dữ liệu</translation>
        </message>
        <message>
            <source>Dataset hash</source>
            <translation>Mã băm của tập dữ liệu</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Bài toán</translation>
        </message>
        <message>
            <source>Examples</source>
            <translation>Mẫu</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Đơn vị</translation>
        </message>
        <message>
            <source>Classes</source>
            <translation>Số lớp phân loại</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Nhãn</translation>
        </message>
        <message>
            <source>Exit layers</source>
            <translation>Các lớp thoát</translation>
        </message>
        <message>
            <source>Trace hash</source>
            <translation>Mã băm của vết</translation>
        </message>
        <message>
            <source>Trace file</source>
            <translation>Tệp vết</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>Máy tính</translation>
        </message>
        <message>
            <source>Exitscope version</source>
            <translation>Phiên bản Exitscope</translation>
        </message>
        <message>
            <source>Padded to (tokens)</source>
            <translation>Đệm đến (token)</translation>
        </message>
        <message>
            <source>Exact points kept</source>
            <translation>Số điểm quét chính xác được giữ</translation>
        </message>
        <message>
            <source>Bootstrap draws</source>
            <translation>Số lần rút mẫu bootstrap</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Độ tin cậy</translation>
        </message>
        <message>
            <source>Bootstrap seed</source>
            <translation>Hạt giống ngẫu nhiên của bootstrap</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>Thiết lập</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>Khác biệt</translation>
        </message>
        <message>
            <source>“%1” against the baseline</source>
            <translation>“%1” so với mốc</translation>
        </message>
        <message>
            <source>%1 (baseline)</source>
            <translation>%1 (mốc so sánh)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareSettingsPage</name>
        <message>
            <source>Show &amp;equal settings</source>
            <translation>Hiện thiết lập giống nh&amp;au</translation>
        </message>
        <message>
            <source>Settings of the runs</source>
            <translation>Thiết lập của các lượt chạy</translation>
        </message>
        <message>
            <source>Settings that are left out of this table</source>
            <translation>Các thiết lập không đưa vào bảng này</translation>
        </message>
        <message>
            <source>Show “%1” again</source>
            <translation>Hiện lại “%1”</translation>
        </message>
        <message numerus="yes">
            <source>%n ignored</source>
            <translation>
                <numerusform>Bỏ qua %n</numerusform>
            </translation>
        </message>
        <message>
            <source>The settings of these runs are the same.</source>
            <translation>Thiết lập của các lượt chạy này giống nhau.</translation>
        </message>
        <message numerus="yes">
            <source>%n equal setting(s) hidden.</source>
            <translation>
                <numerusform>Đã ẩn %n thiết lập giống nhau.</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Ignore “%1”</source>
            <translation>Bỏ &amp;qua “%1”</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareView</name>
        <message>
            <source>Nothing to compare yet</source>
            <translation>Chưa có gì để so sánh</translation>
        </message>
        <message>
            <source>Select two to six runs in the library to lay them beside each other.</source>
            <translation>Hãy chọn từ hai đến sáu lượt chạy trong thư viện để đặt cạnh nhau.</translation>
        </message>
        <message>
            <source>&amp;Baseline:</source>
            <translation>&amp;Mốc so sánh:</translation>
        </message>
        <message>
            <source>A&amp;gainst it:</source>
            <translation>Lượt chạ&amp;y đối chiếu:</translation>
        </message>
        <message>
            <source>&amp;Quality:</source>
            <translation>Chất lượn&amp;g:</translation>
        </message>
        <message>
            <source>&amp;Cost:</source>
            <translation>Chi &amp;phí:</translation>
        </message>
        <message>
            <source>At speed-&amp;ups:</source>
            <translation>Tại &amp;hệ số tăng tốc:</translation>
        </message>
        <message>
            <source>At quali&amp;ties:</source>
            <translation>Tại chất &amp;lượng:</translation>
        </message>
        <message>
            <source>Comparing</source>
            <translation>Đang so sánh</translation>
        </message>
        <message>
            <source>FLOPs where known</source>
            <translation>FLOPs (nếu biết)</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Lớp</translation>
        </message>
        <message>
            <source>The quality is compared at these speed-ups; separate them by spaces</source>
            <translation>Chất lượng được so sánh tại các hệ số tăng tốc này; cách nhau bằng dấu cách</translation>
        </message>
        <message>
            <source>e.g. %1</source>
            <translation>ví dụ %1</translation>
        </message>
        <message>
            <source>The cost is compared at these values of the quality; separate them by spaces</source>
            <translation>Chi phí được so sánh tại các mức chất lượng này; cách nhau bằng dấu cách</translation>
        </message>
        <message>
            <source>At equal cost</source>
            <translation>Cùng chi phí</translation>
        </message>
        <message>
            <source>Differing examples</source>
            <translation>Mẫu khác nhau</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Thiết lập</translation>
        </message>
        <message>
            <source>Co&amp;mpare</source>
            <translation>&amp;So sánh</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) are selected; the first %1 are compared.</source>
            <translation>
                <numerusform>Đã chọn %n lượt chạy; %1 lượt đầu tiên được so sánh.</numerusform>
            </translation>
        </message>
        <message>
            <source>Run %1</source>
            <translation>Lượt chạy %1</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <comment>number and name of a run</comment>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>Type speed-ups above 0 or values of the quality, with spaces between: 1.5 2 3.</source>
            <translation>Hãy nhập các hệ số tăng tốc lớn hơn 0 hoặc các giá trị chất lượng, cách nhau bằng dấu cách: 1.5 2 3.</translation>
        </message>
        <message>
            <source>Type a speed-up to compare at.</source>
            <translation>Hãy nhập hệ số tăng tốc cần so sánh.</translation>
        </message>
        <message>
            <source>Choose another run to hold against the baseline.</source>
            <translation>Hãy chọn một lượt chạy khác để đối chiếu với mốc so sánh.</translation>
        </message>
        <message>
            <source>“%1” cannot be laid on the baseline's examples: %2.</source>
            <translation>Không thể đối chiếu “%1” trên các mẫu của mốc so sánh: %2.</translation>
        </message>
        <message>
            <source>“%1” has no operating point that cheap.</source>
            <translation>“%1” không có điểm vận hành nào rẻ đến mức đó.</translation>
        </message>
        <message>
            <source>Copy the comparison as LaTe&amp;X</source>
            <translation>Sao chép bảng so sánh dạng LaTe&amp;X</translation>
        </message>
        <message>
            <source>A table for a paper, whose bold figures follow the paired tests</source>
            <translation>Bảng dùng cho bài báo, có số in đậm theo các kiểm định theo cặp</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::DifficultyForm</name>
        <message>
            <source>Annotations and traces (*.tsv *.txt *.trace);;All files (*)</source>
            <translation>Chú giải và vết (*.tsv *.txt *.trace);;Mọi tệp (*)</translation>
        </message>
        <message>
            <source>What predictors learn from</source>
            <translation>Dữ liệu để bộ dự đoán học</translation>
        </message>
        <message>
            <source>What they are scored on</source>
            <translation>Dữ liệu để chấm bộ dự đoán</translation>
        </message>
        <message>
            <source>Model folder</source>
            <translation>Thư mục mô hình</translation>
        </message>
        <message>
            <source>Share to learn from</source>
            <translation>Tỷ lệ để học</translation>
        </message>
        <message>
            <source>Texts that predictors learn from; the others test</source>
            <translation>Văn bản để bộ dự đoán học; phần còn lại để kiểm tra</translation>
        </message>
        <message>
            <source>Seeds</source>
            <translation>Số hạt giống</translation>
        </message>
        <message>
            <source>Trainings of each predictor</source>
            <translation>Số lần huấn luyện mỗi bộ dự đoán</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>Số vòng</translation>
        </message>
        <message>
            <source>Exactly so many, or until the loss on texts held out rises</source>
            <translation>Đúng chừng ấy vòng, hoặc đến khi tổn thất trên văn bản để riêng tăng</translation>
        </message>
        <message>
            <source>a random part of the first</source>
            <translation>một phần ngẫu nhiên của tệp trên</translation>
        </message>
        <message>
            <source>none: from scratch</source>
            <translation>không: học từ đầu</translation>
        </message>
        <message>
            <source> %</source>
            <comment>percent, behind a number</comment>
            <translation> %</translation>
        </message>
        <message>
            <source>until it no longer helps</source>
            <translation>đến khi không còn ích gì</translation>
        </message>
        <message>
            <source>&amp;Learn from:</source>
            <translation>&amp;Học từ:</translation>
        </message>
        <message>
            <source>&amp;Test on:</source>
            <translation>&amp;Kiểm tra trên:</translation>
        </message>
        <message>
            <source>S&amp;hare:</source>
            <translation>Tỷ &amp;lệ:</translation>
        </message>
        <message>
            <source>&amp;Model:</source>
            <translation>&amp;Mô hình:</translation>
        </message>
        <message>
            <source>&amp;Seeds:</source>
            <translation>&amp;Số hạt giống:</translation>
        </message>
        <message>
            <source>&amp;Epochs:</source>
            <translation>Số &amp;vòng:</translation>
        </message>
        <message>
            <source>Choose an annotation or a trace to learn from.</source>
            <translation>Hãy chọn một chú giải hoặc một vết để học.</translation>
        </message>
        <message>
            <source>There is nothing at %1.</source>
            <translation>Không có gì ở %1.</translation>
        </message>
        <message>
            <source>“%1” reads a model; choose its folder.</source>
            <translation>“%1” cần một mô hình; hãy chọn thư mục của nó.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::DifficultyModel</name>
        <message numerus="yes">
            <source>%n training(s), %1 s in all.</source>
            <translation>
                <numerusform>%n lần huấn luyện, tổng cộng %1 giây.</numerusform>
            </translation>
        </message>
        <message>
            <source>Predictor</source>
            <translation>Bộ dự đoán</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>Độ chính xác</translation>
        </message>
        <message>
            <source>± seeds</source>
            <translation>± hạt giống</translation>
        </message>
        <message>
            <source>On train</source>
            <translation>Trên tập học</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>Vượt</translation>
        </message>
        <message>
            <source>from</source>
            <translation>từ</translation>
        </message>
        <message>
            <source>to</source>
            <translation>đến</translation>
        </message>
        <message>
            <source>Micro P</source>
            <translation>P vi mô</translation>
        </message>
        <message>
            <source>Micro R</source>
            <translation>R vi mô</translation>
        </message>
        <message>
            <source>Micro F1</source>
            <translation>F1 vi mô</translation>
        </message>
        <message>
            <source>Macro P</source>
            <translation>P vĩ mô</translation>
        </message>
        <message>
            <source>Macro R</source>
            <translation>R vĩ mô</translation>
        </message>
        <message>
            <source>Macro F1</source>
            <translation>F1 vĩ mô</translation>
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
            <translation>Của lớp khó: lối thoát sai. Vi mô: trên mọi đơn vị và lối thoát cùng lúc; vĩ mô: trên các văn bản.</translation>
        </message>
        <message>
            <source>How often it is foreseen whether an exit is right, in percent: mean over exits and seeds</source>
            <translation>Tỷ lệ đoán trước được lối thoát đúng hay sai, theo phần trăm: trung bình qua lối thoát và hạt giống</translation>
        </message>
        <message>
            <source>Standard deviation over seeds, or over guesses</source>
            <translation>Độ lệch chuẩn giữa các hạt giống, hoặc giữa các lần đoán</translation>
        </message>
        <message>
            <source>The same on what it was trained on</source>
            <translation>Cũng vậy, trên dữ liệu đã học</translation>
        </message>
        <message>
            <source>Accuracy less that of majority</source>
            <translation>Độ chính xác trừ đi của đa số</translation>
        </message>
        <message>
            <source>Interval of the lead: paired bootstrap over the test texts</source>
            <translation>Khoảng của phần vượt: bootstrap ghép cặp trên văn bản kiểm tra</translation>
        </message>
        <message>
            <source>Share of the wrong exits that are foreseen</source>
            <translation>Tỷ lệ lối thoát sai được đoán trước</translation>
        </message>
        <message>
            <source>Share of the right exits that are foreseen</source>
            <translation>Tỷ lệ lối thoát đúng được đoán trước</translation>
        </message>
        <message>
            <source>Root of TPR times TNR; 0 for whoever only knows one answer</source>
            <translation>Căn của TPR nhân TNR; bằng 0 với ai chỉ biết một câu trả lời</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::DifficultyView</name>
        <message>
            <source>&amp;Foresee</source>
            <translation>&amp;Đoán trước</translation>
        </message>
        <message>
            <source>&amp;Use the open trace</source>
            <translation>&amp;Dùng vết đang mở</translation>
        </message>
        <message>
            <source>Train the predictors, and see what they foresee</source>
            <translation>Huấn luyện các bộ dự đoán và xem chúng đoán trước được gì</translation>
        </message>
        <message>
            <source>Its exits are held against its labels, and its texts are split</source>
            <translation>Lối thoát được đối chiếu với nhãn, và văn bản được chia phần</translation>
        </message>
        <message>
            <source>No study yet</source>
            <translation>Chưa có nghiên cứu nào</translation>
        </message>
        <message>
            <source>Which exits are right can be annotated from a trace with labels: can a predictor tell beforehand? Choose an annotation or a trace on the left, or drop one here, and start. Studies are kept beside their data.</source>
            <translation>Vết có nhãn cho biết lối thoát nào đúng: bộ dự đoán có biết trước được không? Hãy chọn chú giải hoặc vết ở bên trái, hoặc thả vào đây, rồi bắt đầu. Nghiên cứu được lưu bên cạnh dữ liệu.</translation>
        </message>
        <message>
            <source>Kept studies</source>
            <translation>Các nghiên cứu đã lưu</translation>
        </message>
        <message>
            <source>Predictors of difficulty</source>
            <translation>Các bộ dự đoán độ khó</translation>
        </message>
        <message>
            <source>Accuracy of the predictors at every exit</source>
            <translation>Độ chính xác của các bộ dự đoán tại mỗi lối thoát</translation>
        </message>
        <message>
            <source>Kept studies…</source>
            <translation>Các nghiên cứu đã lưu…</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>name, folder</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>%1: learnt from %2 words, tested on %3 words of %4 sentences, %5 exits. Figures in percent.</source>
            <translation>%1: học từ %2 từ, kiểm tra trên %3 từ của %4 câu, %5 lối thoát. Số liệu theo phần trăm.</translation>
        </message>
        <message>
            <source>%1: learnt from %2 texts, tested on %3, %4 exits. Figures in percent.</source>
            <translation>%1: học từ %2 văn bản, kiểm tra trên %3 văn bản, %4 lối thoát. Số liệu theo phần trăm.</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <comment>ends of an interval</comment>
            <translation>%1 đến %2</translation>
        </message>
        <message>
            <source>Foreseen: the best, %1, is %2 points above majority (interval: %3).</source>
            <translation>Đoán trước được: tốt nhất là %1, cao hơn đa số %2 điểm (khoảng: %3).</translation>
        </message>
        <message>
            <source>Not foreseen: no predictor is surely above majority; the best, %1, is %2 points from it (interval: %3).</source>
            <translation>Không đoán trước được: không bộ dự đoán nào chắc chắn hơn đa số; tốt nhất là %1, cách đa số %2 điểm (khoảng: %3).</translation>
        </message>
        <message>
            <source>Diffic&amp;ulty</source>
            <translation>Độ &amp;khó</translation>
        </message>
        <message>
            <source>What to foresee</source>
            <translation>Điều cần đoán trước</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::ExamplesModel</name>
        <message>
            <source>same</source>
            <translation>giữ nguyên</translation>
        </message>
        <message>
            <source>mends</source>
            <translation>thành đúng</translation>
        </message>
        <message>
            <source>breaks</source>
            <translation>thành sai</translation>
        </message>
        <message>
            <source>changes</source>
            <translation>đổi khác</translation>
        </message>
        <message>
            <source>At threshold %1 (%2) it exits at layer %3, which mends the answer.</source>
            <translation>Tại ngưỡng %1 (%2), mẫu thoát ở lớp %3 và câu trả lời trở thành đúng.</translation>
        </message>
        <message>
            <source>At threshold %1 (%2) it exits at layer %3, which breaks the answer.</source>
            <translation>Tại ngưỡng %1 (%2), mẫu thoát ở lớp %3 và câu trả lời trở thành sai.</translation>
        </message>
        <message>
            <source>At threshold %1 (%2) it exits at layer %3 with another answer.</source>
            <translation>Tại ngưỡng %1 (%2), mẫu thoát ở lớp %3 với câu trả lời khác.</translation>
        </message>
        <message>
            <source>At threshold %1 (%2) it exits at layer %3 with the same answer.</source>
            <translation>Tại ngưỡng %1 (%2), mẫu thoát ở lớp %3 với cùng câu trả lời.</translation>
        </message>
        <message>
            <source>overthinks</source>
            <translation>nghĩ quá mức</translation>
        </message>
        <message>
            <source>%1 %2</source>
            <comment>distance and effect: +0.012 mends</comment>
            <translation>%1 %2</translation>
        </message>
        <message>
            <source>It exits here at every threshold.</source>
            <translation>Mẫu thoát ở đây với mọi ngưỡng.</translation>
        </message>
        <message>
            <source>Right first at layer %1, wrong at the last one.</source>
            <translation>Đúng lần đầu ở lớp %1, sai ở lớp cuối.</translation>
        </message>
        <message>
            <source>Right where it exits.</source>
            <translation>Đúng tại lối thoát đã dùng.</translation>
        </message>
        <message>
            <source>Wrong where it exits.</source>
            <translation>Sai tại lối thoát đã dùng.</translation>
        </message>
        <message>
            <source>The full model says the same.</source>
            <translation>Mô hình đầy đủ cũng trả lời như vậy.</translation>
        </message>
        <message>
            <source>The full model says something else.</source>
            <translation>Mô hình đầy đủ trả lời khác.</translation>
        </message>
        <message>
            <source>#</source>
            <translation>#</translation>
        </message>
        <message>
            <source>Place in the dataset</source>
            <translation>Vị trí trong tập dữ liệu</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Văn bản</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Nhãn</translation>
        </message>
        <message>
            <source>The gold label</source>
            <translation>Nhãn chuẩn</translation>
        </message>
        <message>
            <source>Prediction</source>
            <translation>Dự đoán</translation>
        </message>
        <message>
            <source>What the exit says where it leaves</source>
            <translation>Câu trả lời của lối thoát đã dùng</translation>
        </message>
        <message>
            <source>Full model</source>
            <translation>Mô hình đầy đủ</translation>
        </message>
        <message>
            <source>What the last exit says</source>
            <translation>Câu trả lời của lối thoát cuối</translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>Lối thoát</translation>
        </message>
        <message>
            <source>The layer after which it leaves</source>
            <translation>Lớp mà sau đó mẫu thoát</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Độ tin cậy</translation>
        </message>
        <message>
            <source>The largest probability at the exit</source>
            <translation>Xác suất lớn nhất tại lối thoát</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Đúng</translation>
        </message>
        <message>
            <source>Right where it exits</source>
            <translation>Đúng tại lối thoát đã dùng</translation>
        </message>
        <message>
            <source>Overthinks</source>
            <translation>Nghĩ quá mức</translation>
        </message>
        <message>
            <source>Right at some exit, wrong at the last one</source>
            <translation>Đúng ở một lối thoát nào đó, sai ở lối cuối</translation>
        </message>
        <message>
            <source>Agrees</source>
            <translation>Khớp</translation>
        </message>
        <message>
            <source>The same answer as the full model</source>
            <translation>Cùng câu trả lời với mô hình đầy đủ</translation>
        </message>
        <message>
            <source>Slack</source>
            <translation>Độ dư</translation>
        </message>
        <message>
            <source>How far the threshold must move before it exits elsewhere, and what that does to the answer</source>
            <translation>Ngưỡng phải dịch bao xa thì mẫu mới thoát ở chỗ khác, và khi đó câu trả lời thay đổi thế nào</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>Length in tokens</source>
            <translation>Độ dài tính bằng token</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Thẻ</translation>
        </message>
        <message>
            <source>Tags of the dataset, and the slices it is in</source>
            <translation>Thẻ của tập dữ liệu và các lát cắt chứa mẫu</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::ExamplesView</name>
        <message>
            <source>&amp;Overthinking atlas</source>
            <translation>Bản đồ nghĩ &amp;quá mức</translation>
        </message>
        <message>
            <source>Export the examples as &amp;CSV…</source>
            <translation>&amp;Xuất các mẫu dạng CSV…</translation>
        </message>
        <message>
            <source>Filter: wrong exit&lt;=4 slack&lt;0.01 label:… "words in the text"</source>
            <translation>Lọc: wrong exit&lt;=4 slack&lt;0.01 label:… "từ trong văn bản"</translation>
        </message>
        <message>
            <source>Filter of the examples</source>
            <translation>Bộ lọc mẫu</translation>
        </message>
        <message>
            <source>Sl&amp;ices</source>
            <translation>&amp;Lát cắt</translation>
        </message>
        <message>
            <source>Examples kept under a name, for every trace of this dataset</source>
            <translation>Các mẫu được lưu dưới một tên, dùng cho mọi vết của tập dữ liệu này</translation>
        </message>
        <message>
            <source>Who is right early and wrong at the end</source>
            <translation>Những mẫu đúng sớm nhưng sai ở cuối</translation>
        </message>
        <message>
            <source>CSV…</source>
            <translation>CSV…</translation>
        </message>
        <message>
            <source>Write the rows that the filter lets through, in the order shown</source>
            <translation>Ghi các hàng lọt qua bộ lọc, theo thứ tự đang hiện</translation>
        </message>
        <message>
            <source>Examples</source>
            <translation>Mẫu</translation>
        </message>
        <message>
            <source>Show in &amp;Tokens</source>
            <translation>Hiện trong &amp;Token</translation>
        </message>
        <message>
            <source>Tag the selected examples…</source>
            <translation>Gắn thẻ cho các mẫu đã chọn…</translation>
        </message>
        <message>
            <source>Export the examples as CSV</source>
            <translation>Xuất các mẫu dạng CSV</translation>
        </message>
        <message>
            <source>No trace is open</source>
            <translation>Chưa mở vết nào</translation>
        </message>
        <message>
            <source>Open a trace, or trace a model over a dataset: its examples are listed here with their exits.</source>
            <translation>Hãy mở một vết hoặc ghi vết một mô hình trên một tập dữ liệu: các mẫu cùng lối thoát của chúng sẽ được liệt kê ở đây.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) are too many for the clipboard: export them as CSV instead.</source>
            <translation>
                <numerusform>%Ln hàng là quá nhiều cho bảng nhớ tạm: hãy xuất chúng dạng CSV.</numerusform>
            </translation>
        </message>
        <message>
            <source>Exam&amp;ples</source>
            <translation>Mẫ&amp;u</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>%1, %2 selected</source>
            <translation>%1, đã chọn %2</translation>
        </message>
        <message>
            <source>&amp;Keep these examples as a slice…</source>
            <translation>&amp;Giữ các mẫu này thành lát cắt…</translation>
        </message>
        <message>
            <source>&amp;Tag the selected examples…</source>
            <translation>Gắn thẻ cho các mẫu đã &amp;chọn…</translation>
        </message>
        <message>
            <source>No slices of this dataset yet</source>
            <translation>Tập dữ liệu này chưa có lát cắt nào</translation>
        </message>
        <message>
            <source>Open a store to keep slices in</source>
            <translation>Hãy mở một kho lượt chạy để lưu lát cắt</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>&amp;Show only these</source>
            <translation>&amp;Chỉ hiện các mẫu này</translation>
        </message>
        <message>
            <source>Found by: %1</source>
            <translation>Tìm bằng: %1</translation>
        </message>
        <message>
            <source>S&amp;elect these</source>
            <translation>Chọ&amp;n các mẫu này</translation>
        </message>
        <message>
            <source>&amp;Rename…</source>
            <translation>Đổ&amp;i tên…</translation>
        </message>
        <message>
            <source>Rename slice</source>
            <translation>Đổi tên lát cắt</translation>
        </message>
        <message>
            <source>New name of “%1”:</source>
            <translation>Tên mới của “%1”:</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>&amp;Xóa</translation>
        </message>
        <message>
            <source>Keep as a slice</source>
            <translation>Giữ thành lát cắt</translation>
        </message>
        <message numerus="yes">
            <source>Name for the %Ln selected example(s):</source>
            <translation>
                <numerusform>Tên cho %Ln mẫu đã chọn:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Name for the %Ln example(s) shown:</source>
            <translation>
                <numerusform>Tên cho %Ln mẫu đang hiện:</numerusform>
            </translation>
        </message>
        <message>
            <source>There is a slice “%1” already; choose another name, or delete that one first.</source>
            <translation>Đã có lát cắt “%1”; hãy chọn tên khác, hoặc xóa lát cắt đó trước.</translation>
        </message>
        <message>
            <source>Select the examples to be tagged first.</source>
            <translation>Hãy chọn các mẫu cần gắn thẻ trước.</translation>
        </message>
        <message>
            <source>Tags are kept in a store: open one or make a new one first.</source>
            <translation>Thẻ được lưu trong kho lượt chạy: hãy mở hoặc tạo một kho trước.</translation>
        </message>
        <message>
            <source>Tag examples</source>
            <translation>Gắn thẻ cho mẫu</translation>
        </message>
        <message numerus="yes">
            <source>Tag for %Ln example(s):</source>
            <translation>
                <numerusform>Thẻ cho %Ln mẫu:</numerusform>
            </translation>
        </message>
        <message>
            <source>Export examples</source>
            <translation>Xuất mẫu</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>Tệp CSV (*.csv)</translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) written to %1</source>
            <translation>
                <numerusform>Đã ghi %Ln hàng vào %1</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Remove a tag from the selected examples</source>
            <translation>&amp;Bỏ một thẻ khỏi các mẫu đã chọn</translation>
        </message>
        <message>
            <source>They carry no tag that was given here</source>
            <translation>Chúng không mang thẻ nào được gắn ở đây</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::ExecuteDialog</name>
        <message>
            <source>Model</source>
            <translation>Mô hình</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>Tập dữ liệu</translation>
        </message>
        <message>
            <source>A &amp;hash of tokens</source>
            <translation>&amp;Hàm băm token</translation>
        </message>
        <message>
            <source>Execute a policy</source>
            <translation>Chạy thật một chính sách</translation>
        </message>
        <message>
            <source>The &amp;operating point, %1</source>
            <translation>Điểm &amp;vận hành, %1</translation>
        </message>
        <message>
            <source>The &amp;operating point</source>
            <translation>Điểm &amp;vận hành</translation>
        </message>
        <message>
            <source>Wall time is the median of so many passes of the policy and of the full model, in turns</source>
            <translation>Thời gian thực là trung vị của chừng ấy lượt chạy chính sách và mô hình đầy đủ, xen kẽ nhau</translation>
        </message>
        <message>
            <source>Of the random functions, and of the clusters' first centres</source>
            <translation>Dùng cho các hàm ngẫu nhiên và các tâm đầu tiên của cụm</translation>
        </message>
        <message>
            <source>B&amp;rowse…</source>
            <translation>Du&amp;yệt…</translation>
        </message>
        <message>
            <source>Browse for a corpus</source>
            <translation>Duyệt tìm ngữ liệu</translation>
        </message>
        <message>
            <source>&amp;Function:</source>
            <translation>&amp;Hàm:</translation>
        </message>
        <message>
            <source>&amp;Buckets:</source>
            <translation>Số &amp;xô:</translation>
        </message>
        <message>
            <source>&amp;Seed:</source>
            <translation>Hạt &amp;giống:</translation>
        </message>
        <message>
            <source>&amp;Corpus to count:</source>
            <translation>&amp;Ngữ liệu để đếm:</translation>
        </message>
        <message>
            <source>The model runs over the traced data once more, and what leaves is frozen: where tokens leave is then what really happens, and time is measured against the full model. The run is kept in the store.</source>
            <translation>Mô hình chạy lại trên dữ liệu đã ghi vết, và token nào thoát thì trạng thái bị đóng băng: nơi token thoát khi đó là điều thực sự xảy ra, và thời gian được đo so với mô hình đầy đủ. Lượt chạy được lưu trong kho.</translation>
        </message>
        <message>
            <source>Bro&amp;wse…</source>
            <translation>Du&amp;yệt…</translation>
        </message>
        <message>
            <source>Brows&amp;e…</source>
            <translation>Duyệ&amp;t…</translation>
        </message>
        <message>
            <source>Browse for a model folder</source>
            <translation>Duyệt tìm thư mục mô hình</translation>
        </message>
        <message>
            <source>Browse for a dataset file</source>
            <translation>Duyệt tìm tệp dữ liệu</translation>
        </message>
        <message>
            <source>&amp;Model folder:</source>
            <translation>Thư mục &amp;mô hình:</translation>
        </message>
        <message>
            <source>&amp;Dataset file:</source>
            <translation>&amp;Tệp dữ liệu:</translation>
        </message>
        <message>
            <source>Timed &amp;passes:</source>
            <translation>Số lượt &amp;đo giờ:</translation>
        </message>
        <message>
            <source>Star&amp;t</source>
            <translation>&amp;Bắt đầu</translation>
        </message>
        <message>
            <source>Dataset file</source>
            <translation>Tệp tập dữ liệu</translation>
        </message>
        <message>
            <source>Corpus to count</source>
            <translation>Ngữ liệu để đếm</translation>
        </message>
        <message>
            <source>The corpus does not exist.</source>
            <translation>Ngữ liệu không tồn tại.</translation>
        </message>
        <message>
            <source>Choose a corpus to count, such as the training data: no table is kept with the model.</source>
            <translation>Hãy chọn ngữ liệu để đếm, chẳng hạn dữ liệu huấn luyện: không có bảng nào lưu cùng mô hình.</translation>
        </message>
        <message>
            <source>the table kept with the model, where it is of this function and buckets</source>
            <translation>bảng lưu cùng mô hình, nếu đúng hàm và số xô này</translation>
        </message>
        <message>
            <source>training data</source>
            <translation>dữ liệu huấn luyện</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::ExportDialog</name>
        <message>
            <source>Export figure</source>
            <translation>Xuất hình</translation>
        </message>
        <message>
            <source>Save figure</source>
            <translation>Lưu hình</translation>
        </message>
        <message>
            <source>&amp;Copy as command</source>
            <translation>S&amp;ao chép dạng lệnh</translation>
        </message>
        <message>
            <source>The exitscope export line that writes the same bytes</source>
            <translation>Dòng lệnh exitscope export ghi ra đúng các byte này</translation>
        </message>
        <message>
            <source>The exitscope export line that writes the same bytes. It reads a small file that is written beside the figure, so the figure is saved first.</source>
            <translation>Dòng lệnh exitscope export ghi ra đúng các byte này. Lệnh đọc một tệp nhỏ được ghi cạnh hình, nên hình được lưu trước.</translation>
        </message>
        <message>
            <source>&amp;Save…</source>
            <translation>&amp;Lưu…</translation>
        </message>
        <message>
            <source>Nothing was saved. %1</source>
            <translation>Chưa lưu gì. %1</translation>
        </message>
        <message>
            <source>The command is in the clipboard.</source>
            <translation>Lệnh đã nằm trong bảng nhớ tạm.</translation>
        </message>
        <message>
            <source>The command is in the clipboard. It draws from %1, written beside the figure.</source>
            <translation>Lệnh đã nằm trong bảng nhớ tạm. Lệnh vẽ từ %1, tệp được ghi cạnh hình.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::FigureLookForm</name>
        <message>
            <source>PDF (vector)</source>
            <translation>PDF (vector)</translation>
        </message>
        <message>
            <source>SVG (vector)</source>
            <translation>SVG (vector)</translation>
        </message>
        <message>
            <source>PNG (pixels)</source>
            <translation>PNG (điểm ảnh)</translation>
        </message>
        <message>
            <source>CSV (the numbers)</source>
            <translation>CSV (số liệu)</translation>
        </message>
        <message>
            <source>TeX (pgfplots, with CSV)</source>
            <translation>TeX (pgfplots, kèm CSV)</translation>
        </message>
        <message>
            <source>Where it hides least</source>
            <translation>Nơi che khuất ít nhất</translation>
        </message>
        <message>
            <source>Top left</source>
            <translation>Trên bên trái</translation>
        </message>
        <message>
            <source>Top right</source>
            <translation>Trên bên phải</translation>
        </message>
        <message>
            <source>Bottom left</source>
            <translation>Dưới bên trái</translation>
        </message>
        <message>
            <source>Bottom right</source>
            <translation>Dưới bên phải</translation>
        </message>
        <message>
            <source>Right of the plot</source>
            <translation>Bên phải biểu đồ</translation>
        </message>
        <message>
            <source>Above the plot</source>
            <translation>Phía trên biểu đồ</translation>
        </message>
        <message>
            <source>No legend</source>
            <translation>Không có chú thích</translation>
        </message>
        <message>
            <source>Okabe and Ito</source>
            <translation>Okabe và Ito</translation>
        </message>
        <message>
            <source>Tol, bright</source>
            <translation>Tol, tươi sáng</translation>
        </message>
        <message>
            <source>Black, by marker and dash</source>
            <translation>Đen, phân biệt bằng dấu điểm và kiểu nét</translation>
        </message>
        <message>
            <source>The plot's own</source>
            <translation>Theo biểu đồ</translation>
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
            <translation>Thang &amp;xám, như khi in ra giấy</translation>
        </message>
        <message>
            <source>&amp;Letters as outlines</source>
            <translation>Chuyể&amp;n chữ thành đường viền</translation>
        </message>
        <message>
            <source> dpi</source>
            <translation> dpi</translation>
        </message>
        <message>
            <source>As it was</source>
            <translation>Như cũ</translation>
        </message>
        <message>
            <source>Unit of width and height</source>
            <translation>Đơn vị của chiều rộng và chiều cao</translation>
        </message>
        <message>
            <source>For programs that lack the font; the text can no longer be searched or edited</source>
            <translation>Dành cho chương trình không có phông chữ này; văn bản sẽ không tìm kiếm hay chỉnh sửa được nữa</translation>
        </message>
        <message>
            <source>&amp;Format:</source>
            <translation>Địn&amp;h dạng:</translation>
        </message>
        <message>
            <source>&amp;Preset:</source>
            <translation>&amp;Mẫu có sẵn:</translation>
        </message>
        <message>
            <source>&amp;Width:</source>
            <translation>Chiều &amp;rộng:</translation>
        </message>
        <message>
            <source>&amp;Height:</source>
            <translation>Chiề&amp;u cao:</translation>
        </message>
        <message>
            <source>F&amp;ont:</source>
            <translation>&amp;Phông chữ:</translation>
        </message>
        <message>
            <source>&amp;Text size:</source>
            <translation>Cỡ &amp;chữ:</translation>
        </message>
        <message>
            <source>L&amp;ines:</source>
            <translation>Nét &amp;vẽ:</translation>
        </message>
        <message>
            <source>&amp;Markers:</source>
            <translation>&amp;Dấu điểm:</translation>
        </message>
        <message>
            <source>L&amp;egend:</source>
            <translation>Chú &amp;thích:</translation>
        </message>
        <message>
            <source>P&amp;alette:</source>
            <translation>&amp;Bảng màu:</translation>
        </message>
        <message>
            <source>Dept&amp;h colours:</source>
            <translation>Màu theo độ &amp;sâu:</translation>
        </message>
        <message>
            <source>&amp;Resolution:</source>
            <translation>Độ phân &amp;giải:</translation>
        </message>
        <message>
            <source>The words are those in the file; draw the figure from its runs to have them in another language</source>
            <translation>Chữ là chữ có trong tệp; hãy vẽ lại hình từ các lượt chạy để có ngôn ngữ khác</translation>
        </message>
        <message>
            <source>Of titles and names in the figure, whatever language this window speaks</source>
            <translation>Ngôn ngữ của tiêu đề và tên trong hình, bất kể cửa sổ này dùng ngôn ngữ nào</translation>
        </message>
        <message>
            <source>Lang&amp;uage:</source>
            <translation>Ngôn ngữ (&amp;K):</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::FigurePreview</name>
        <message>
            <source>Fit</source>
            <translation>Vừa khung</translation>
        </message>
        <message>
            <source>100 % (size on paper)</source>
            <translation>100% (kích thước trên giấy)</translation>
        </message>
        <message>
            <source>%1 %</source>
            <translation>%1%</translation>
        </message>
        <message>
            <source>Zoom of the preview</source>
            <translation>Mức thu phóng của bản xem trước</translation>
        </message>
        <message>
            <source>Preview of the figure</source>
            <translation>Xem trước hình</translation>
        </message>
        <message>
            <source>Contents of the file</source>
            <translation>Nội dung của tệp</translation>
        </message>
        <message>
            <source>Pre&amp;view:</source>
            <translation>X&amp;em trước:</translation>
        </message>
        <message numerus="yes">
            <source>… and so on: %n line(s) in all.</source>
            <translation>
                <numerusform>… và tiếp tục: tổng cộng %n dòng.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::GenerateForm</name>
        <message>
            <source>Model</source>
            <translation>Mô hình</translation>
        </message>
        <message>
            <source>File of prompts, one a line</source>
            <translation>Tệp lời nhắc, mỗi dòng một lời</translation>
        </message>
        <message>
            <source>Texts (*.txt);;All files (*)</source>
            <translation>Văn bản (*.txt);;Mọi tệp (*)</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Số token</translation>
        </message>
        <message>
            <source>At most so many are written for a prompt</source>
            <translation>Tối đa chừng này được viết cho một lời nhắc</translation>
        </message>
        <message>
            <source>Likeliest words</source>
            <translation>Các từ khả dĩ nhất</translation>
        </message>
        <message>
            <source>Words are drawn from so many of the likeliest</source>
            <translation>Chỉ rút từ chừng này từ khả dĩ nhất</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Hạt giống</translation>
        </message>
        <message>
            <source>The same seed draws the same words</source>
            <translation>Cùng hạt giống rút ra cùng các từ</translation>
        </message>
        <message>
            <source>Beams</source>
            <translation>Số chùm</translation>
        </message>
        <message>
            <source>More than one: the likeliest of several texts, by the full model</source>
            <translation>Hơn một: văn bản khả dĩ nhất trong số nhiều văn bản, bằng mô hình đầy đủ</translation>
        </message>
        <message>
            <source>a folder, or a .bin of llama2.c</source>
            <translation>thư mục, hoặc .bin của llama2.c</translation>
        </message>
        <message>
            <source>Look for a model</source>
            <translation>Tìm mô hình</translation>
        </message>
        <message>
            <source>A checkpoint &amp;folder…</source>
            <translation>&amp;Thư mục điểm lưu…</translation>
        </message>
        <message>
            <source>A model &amp;file of llama2.c…</source>
            <translation>Tệ&amp;p mô hình của llama2.c…</translation>
        </message>
        <message>
            <source>&amp;Model:</source>
            <translation>&amp;Mô hình:</translation>
        </message>
        <message>
            <source>Prompt</source>
            <translation>Lời nhắc</translation>
        </message>
        <message>
            <source>What to go on from; Ctrl+Enter writes</source>
            <translation>Viết tiếp từ đâu; Ctrl+Enter để viết</translation>
        </message>
        <message>
            <source>&amp;Prompt:</source>
            <translation>&amp;Lời nhắc:</translation>
        </message>
        <message>
            <source>none: the prompt above</source>
            <translation>không có: lời nhắc ở trên</translation>
        </message>
        <message>
            <source>F&amp;ile:</source>
            <translation>Tệ&amp;p:</translation>
        </message>
        <message>
            <source>likeliest word</source>
            <translation>từ khả dĩ nhất</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>Nhiệt độ</translation>
        </message>
        <message>
            <source>Words are drawn at this temperature; 0 always takes the likeliest</source>
            <translation>Từ được rút ở nhiệt độ này; 0 luôn lấy từ khả dĩ nhất</translation>
        </message>
        <message>
            <source>all</source>
            <translation>tất cả</translation>
        </message>
        <message>
            <source>Likeliest share</source>
            <translation>Phần khả dĩ nhất</translation>
        </message>
        <message>
            <source>Words are drawn from the fewest that have this probability together</source>
            <translation>Từ được rút từ ít từ nhất có tổng xác suất này</translation>
        </message>
        <message>
            <source>is refused</source>
            <translation>bị từ chối</translation>
        </message>
        <message>
            <source>is cut</source>
            <translation>bị cắt</translation>
        </message>
        <message>
            <source>A prompt that is too long</source>
            <translation>Lời nhắc quá dài</translation>
        </message>
        <message>
            <source>What leaves no room in the model's positions is refused, or cut at its beginning (an encoder's input at its end)</source>
            <translation>Lời nhắc không chừa chỗ trong số vị trí của mô hình sẽ bị từ chối, hoặc bị cắt ở đầu (đầu vào của bộ mã hóa bị cắt ở cuối)</translation>
        </message>
        <message>
            <source>To&amp;kens:</source>
            <translation>Số to&amp;ken:</translation>
        </message>
        <message>
            <source>Temper&amp;ature:</source>
            <translation>Nhiệt độ (&amp;A):</translation>
        </message>
        <message>
            <source>Top &amp;k:</source>
            <translation>Top &amp;k:</translation>
        </message>
        <message>
            <source>Top p:</source>
            <translation>Top p:</translation>
        </message>
        <message>
            <source>&amp;Seed:</source>
            <translation>Hạt giống (&amp;S):</translation>
        </message>
        <message>
            <source>&amp;Beams:</source>
            <translation>Số chùm (&amp;B):</translation>
        </message>
        <message>
            <source>Too lon&amp;g:</source>
            <translation>Quá dài (&amp;G):</translation>
        </message>
        <message>
            <source>Choose a model: a checkpoint folder of GPT-2, Llama, T5 or BART, or a model file of llama2.c.</source>
            <translation>Hãy chọn một mô hình: thư mục điểm lưu của GPT-2, Llama, T5 hoặc BART, hoặc tệp mô hình của llama2.c.</translation>
        </message>
        <message>
            <source>The model is being looked at.</source>
            <translation>Đang xem mô hình.</translation>
        </message>
        <message>
            <source>There is nothing at %1.</source>
            <translation>Không có gì ở %1.</translation>
        </message>
        <message>
            <source>Give the encoder a text to read.</source>
            <translation>Hãy cho bộ mã hóa một văn bản để đọc.</translation>
        </message>
        <message>
            <source>This model has no token to begin with; give it at least a word to go on from.</source>
            <translation>Mô hình này không có token mở đầu; hãy cho nó ít nhất một từ để viết tiếp.</translation>
        </message>
        <message>
            <source>The model has no exit classifier; choose another rule.</source>
            <translation>Mô hình không có bộ phân loại thoát; hãy chọn quy tắc khác.</translation>
        </message>
        <message>
            <source>The oracle compares likeliest words; set the temperature to 0.</source>
            <translation>Oracle so các từ khả dĩ nhất; hãy đặt nhiệt độ bằng 0.</translation>
        </message>
        <message>
            <source>Model of llama2.c</source>
            <translation>Mô hình của llama2.c</translation>
        </message>
        <message>
            <source>Models of llama2.c (*.bin);;All files (*)</source>
            <translation>Mô hình của llama2.c (*.bin);;Mọi tệp (*)</translation>
        </message>
        <message>
            <source>%1: %2 layers, %3 words</source>
            <translation>%1: %2 lớp, %3 từ</translation>
        </message>
        <message>
            <source>%1, %2 positions</source>
            <comment>size of a model</comment>
            <translation>%1, %2 vị trí</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::GenerateView</name>
        <message>
            <source>&amp;Write</source>
            <translation>&amp;Viết</translation>
        </message>
        <message>
            <source>&amp;Layer numbers</source>
            <translation>Số &amp;lớp</translation>
        </message>
        <message>
            <source>First &amp;difference</source>
            <translation>Khác biệt đầ&amp;u tiên</translation>
        </message>
        <message>
            <source>&amp;Copy text</source>
            <translation>&amp;Chép văn bản</translation>
        </message>
        <message>
            <source>Exits along the text</source>
            <translation>Lớp thoát dọc theo văn bản</translation>
        </message>
        <message>
            <source>Where tokens leave</source>
            <translation>Token thoát ở đâu</translation>
        </message>
        <message>
            <source>Let the model go on from the prompt, under the rule and in full (Ctrl+Enter in the view)</source>
            <translation>Để mô hình viết tiếp lời nhắc, theo quy tắc và đầy đủ (Ctrl+Enter trong khung nhìn)</translation>
        </message>
        <message>
            <source>What is written stays (Esc)</source>
            <translation>Những gì đã viết được giữ lại (Esc)</translation>
        </message>
        <message>
            <source>The layer that each token left after, below it</source>
            <translation>Lớp mà mỗi token thoát, ở bên dưới nó</translation>
        </message>
        <message>
            <source>Where the texts part</source>
            <translation>Nơi hai văn bản rẽ ra</translation>
        </message>
        <message>
            <source>Prompt and what was written under the rule</source>
            <translation>Lời nhắc và những gì được viết theo quy tắc</translation>
        </message>
        <message>
            <source>Nothing is written yet</source>
            <translation>Chưa có gì được viết</translation>
        </message>
        <message>
            <source>Choose a GPT-2, Llama, T5 or BART checkpoint on the left, or drop its folder here, type a prompt and write. Every token leaves as early as the rule lets it, and the full model's text stands beside it.</source>
            <translation>Hãy chọn điểm lưu GPT-2, Llama, T5 hoặc BART ở bên trái, hoặc thả thư mục của nó vào đây, gõ lời nhắc rồi viết. Mỗi token thoát sớm nhất mà quy tắc cho phép, và văn bản của mô hình đầy đủ nằm bên cạnh.</translation>
        </message>
        <message>
            <source>What to write</source>
            <translation>Viết gì</translation>
        </message>
        <message numerus="yes">
            <source>Stopped after %Ln token(s).</source>
            <translation>
                <numerusform>Đã dừng sau %Ln token.</numerusform>
            </translation>
        </message>
        <message>
            <source>The model is loaded…</source>
            <translation>Đang tải mô hình…</translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) under the rule; the full model is writing…</source>
            <translation>
                <numerusform>%Ln token theo quy tắc; mô hình đầy đủ đang viết…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Writing: %Ln token(s)…</source>
            <translation>
                <numerusform>Đang viết: %Ln token…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) of the prompt were cut to leave room in the model's positions.</source>
            <translation>
                <numerusform>Đã cắt %Ln token của lời nhắc để chừa chỗ trong số vị trí của mô hình.</numerusform>
            </translation>
        </message>
        <message>
            <source>Ge&amp;nerate</source>
            <translation>Si&amp;nh văn bản</translation>
        </message>
        <message>
            <source>Copy as co&amp;mmand</source>
            <translation>Chép thành &amp;lệnh</translation>
        </message>
        <message>
            <source>The exitscope generate line that writes the same</source>
            <translation>Dòng exitscope generate viết ra cùng nội dung</translation>
        </message>
        <message>
            <source>Drawn as soon as the text is whole.</source>
            <translation>Được vẽ ngay khi văn bản hoàn tất.</translation>
        </message>
        <message>
            <source>Stop writing</source>
            <translation>Dừng viết</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::HashDialog</name>
        <message>
            <source>Model</source>
            <translation>Mô hình</translation>
        </message>
        <message>
            <source>Corpus to count</source>
            <translation>Ngữ liệu để đếm</translation>
        </message>
        <message>
            <source>Make a hash of tokens</source>
            <translation>Tạo hàm băm token</translation>
        </message>
        <message>
            <source>How many layers tokens may leave after, evenly spread; at most as many as the model has</source>
            <translation>Token có thể thoát sau bao nhiêu lớp, rải đều; nhiều nhất bằng số lớp của mô hình</translation>
        </message>
        <message>
            <source>Of the random functions, and of the clusters' first centres</source>
            <translation>Dùng cho các hàm ngẫu nhiên và các tâm đầu tiên của cụm</translation>
        </message>
        <message>
            <source>A table that sends every vocabulary entry through a fixed number of layers, known before anything runs (HashEE). It is kept with the model, in the place of the one before.</source>
            <translation>Một bảng cho mỗi mục từ vựng đi qua một số lớp cố định, biết trước khi chạy bất cứ gì (HashEE). Bảng được lưu cùng mô hình, thay bảng trước đó.</translation>
        </message>
        <message>
            <source>Bro&amp;wse…</source>
            <translation>Du&amp;yệt…</translation>
        </message>
        <message>
            <source>Brows&amp;e…</source>
            <translation>Duyệ&amp;t…</translation>
        </message>
        <message>
            <source>Browse for a model folder</source>
            <translation>Duyệt tìm thư mục mô hình</translation>
        </message>
        <message>
            <source>Browse for a corpus</source>
            <translation>Duyệt tìm ngữ liệu</translation>
        </message>
        <message>
            <source>&amp;Model folder:</source>
            <translation>Thư mục &amp;mô hình:</translation>
        </message>
        <message>
            <source>&amp;Function:</source>
            <translation>&amp;Hàm:</translation>
        </message>
        <message>
            <source>&amp;Buckets:</source>
            <translation>Số &amp;xô:</translation>
        </message>
        <message>
            <source>&amp;Seed:</source>
            <translation>Hạt &amp;giống:</translation>
        </message>
        <message>
            <source>&amp;Corpus to count:</source>
            <translation>&amp;Ngữ liệu để đếm:</translation>
        </message>
        <message>
            <source>&amp;Make</source>
            <translation>&amp;Tạo</translation>
        </message>
        <message>
            <source>A table needs the model's folder, with its tokenizer.</source>
            <translation>Bảng cần thư mục của mô hình, có bộ tách token.</translation>
        </message>
        <message>
            <source>Choose a corpus to count, such as the training data.</source>
            <translation>Hãy chọn ngữ liệu để đếm, chẳng hạn dữ liệu huấn luyện.</translation>
        </message>
        <message>
            <source>The corpus does not exist.</source>
            <translation>Ngữ liệu không tồn tại.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::HashEntriesModel</name>
        <message>
            <source>%1 (special)</source>
            <translation>%1 (đặc biệt)</translation>
        </message>
        <message>
            <source>An entry of the vocabulary</source>
            <translation>Một mục của từ vựng</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>Its number in the vocabulary, from 0</source>
            <translation>Số thứ tự trong từ vựng, từ 0</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Số</translation>
        </message>
        <message>
            <source>Buckets count from 2, as HashEE numbers them</source>
            <translation>Xô đếm từ 2, như HashEE đánh số</translation>
        </message>
        <message>
            <source>Bucket</source>
            <translation>Xô</translation>
        </message>
        <message>
            <source>The layers that it goes through before it leaves</source>
            <translation>Số lớp nó đi qua trước khi thoát</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Số lớp</translation>
        </message>
        <message>
            <source>How often it occurs in the corpus that was counted</source>
            <translation>Số lần xuất hiện trong ngữ liệu đã đếm</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>Số lần</translation>
        </message>
        <message>
            <source>Its mutual information with the label, in nats</source>
            <translation>Thông tin tương hỗ của nó với nhãn, tính bằng nat</translation>
        </message>
        <message>
            <source>Information</source>
            <translation>Thông tin</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::HashWindow</name>
        <message>
            <source>Hash of tokens, %1</source>
            <translation>Hàm băm token, %1</translation>
        </message>
        <message>
            <source>Find a token, or its number</source>
            <translation>Tìm token hoặc số của nó</translation>
        </message>
        <message>
            <source>Entries of the table</source>
            <translation>Các mục của bảng</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Đang đọc…</translation>
        </message>
        <message>
            <source>&amp;Show its exits</source>
            <translation>&amp;Hiện nơi thoát</translation>
        </message>
        <message>
            <source>In the Tokens view: where it sends the words of the open trace</source>
            <translation>Trong khung nhìn Token: bảng đưa các từ của vết đang mở đi đâu</translation>
        </message>
        <message>
            <source>&amp;Make another…</source>
            <translation>&amp;Tạo bảng khác…</translation>
        </message>
        <message>
            <source>A %1 over %2 layers, for a vocabulary of %3 entries.</source>
            <translation>%1, trên %2 lớp, cho từ vựng %3 mục.</translation>
        </message>
        <message>
            <source>Counted in %1: %2 occurrences.</source>
            <translation>Đếm trong %1: %2 lần xuất hiện.</translation>
        </message>
        <message>
            <source>Every occurrence of a token draws its bucket anew: there is nothing to list.</source>
            <translation>Mỗi lần xuất hiện, token rút lại xô của nó: không có gì để liệt kê.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln entry(s)</source>
            <translation>
                <numerusform>%Ln mục</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::HelpWindow</name>
        <message>
            <source>Exitscope help</source>
            <translation>Trợ giúp Exitscope</translation>
        </message>
        <message>
            <source>Search the manual</source>
            <translation>Tìm trong sách hướng dẫn</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Các trang</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Trang</translation>
        </message>
        <message>
            <source>No page has “%1”.</source>
            <translation>Không có trang nào chứa “%1”.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::JobDocks</name>
        <message>
            <source>&amp;Jobs</source>
            <translation>Tá&amp;c vụ</translation>
        </message>
        <message>
            <source>Lo&amp;g</source>
            <translation>&amp;Nhật ký</translation>
        </message>
        <message>
            <source>&amp;Pause or resume</source>
            <translation>Tạm &amp;dừng hoặc tiếp tục</translation>
        </message>
        <message>
            <source>Halt the running job, or let it go on</source>
            <translation>Tạm dừng tác vụ đang chạy, hoặc cho chạy tiếp</translation>
        </message>
        <message>
            <source>Ca&amp;ncel</source>
            <translation>Hủ&amp;y</translation>
        </message>
        <message>
            <source>Stop the running job; what it has is kept</source>
            <translation>Dừng tác vụ đang chạy; kết quả đã có được giữ lại</translation>
        </message>
        <message>
            <source>%1 failed: %2</source>
            <translation>%1 thất bại: %2</translation>
        </message>
        <message>
            <source>View &gt; Jobs starts it again.</source>
            <translation>Dùng Xem &gt; Tác vụ để chạy lại.</translation>
        </message>
        <message>
            <source>Failed: %1</source>
            <translation>Thất bại: %1</translation>
        </message>
        <message>
            <source>%1 was cancelled.</source>
            <translation>%1 đã bị hủy.</translation>
        </message>
        <message>
            <source>What it had is kept; starting it again continues there.</source>
            <translation>Kết quả đã có được giữ lại; lần chạy sau sẽ tiếp tục từ đó.</translation>
        </message>
        <message>
            <source>Finished after %1.</source>
            <translation>Đã xong sau %1.</translation>
        </message>
        <message>
            <source>No progress for %1.</source>
            <translation>Không có tiến triển trong %1.</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message numerus="yes">
            <source>%1 (%n more waiting)</source>
            <translation>
                <numerusform>%1 (%n tác vụ khác đang chờ)</numerusform>
            </translation>
        </message>
        <message>
            <source>no progress for %1</source>
            <translation>không có tiến triển trong %1</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::JobListModel</name>
        <message>
            <source>waiting</source>
            <translation>đang chờ</translation>
        </message>
        <message>
            <source>held back</source>
            <translation>bị giữ lại</translation>
        </message>
        <message>
            <source>no progress for %1</source>
            <translation>không có tiến triển trong %1</translation>
        </message>
        <message>
            <source>running</source>
            <translation>đang chạy</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>đang tạm dừng</translation>
        </message>
        <message>
            <source>cancelling…</source>
            <translation>đang hủy…</translation>
        </message>
        <message>
            <source>finished</source>
            <translation>đã xong</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>đã hủy</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>thất bại</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/s</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 giây</translation>
        </message>
        <message>
            <source>%1 min %2 s</source>
            <translation>%1 phút %2 giây</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 giờ %2 phút</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>Tác vụ</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Trạng thái</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Tiến độ</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Tốc độ</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>Thời gian còn lại</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>Bắt đầu lúc</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>Thời gian chạy</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::LayersView</name>
        <message>
            <source>&amp;Layers</source>
            <translation>&amp;Lớp</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>Chất lượng</translation>
        </message>
        <message>
            <source>Each exit alone, and those that leave there</source>
            <translation>Riêng từng lối thoát, và các đơn vị thoát tại đó</translation>
        </message>
        <message>
            <source>Exits</source>
            <translation>Lối thoát</translation>
        </message>
        <message>
            <source>How many units leave at each exit</source>
            <translation>Số đơn vị thoát ở từng lối thoát</translation>
        </message>
        <message>
            <source>Reliability</source>
            <translation>Biểu đồ tin cậy</translation>
        </message>
        <message>
            <source>Accuracy against confidence at one exit</source>
            <translation>Độ chính xác theo độ tin cậy tại một lối thoát</translation>
        </message>
        <message>
            <source>Calibration error</source>
            <translation>Sai số hiệu chuẩn</translation>
        </message>
        <message>
            <source>Expected calibration error of each exit</source>
            <translation>Sai số hiệu chuẩn kỳ vọng của từng lối thoát</translation>
        </message>
        <message>
            <source>Overthinking</source>
            <translation>Nghĩ quá mức</translation>
        </message>
        <message>
            <source>Units that are right early and wrong at the end</source>
            <translation>Các đơn vị đúng sớm nhưng sai ở cuối</translation>
        </message>
        <message>
            <source>Exit of the reliability diagram</source>
            <translation>Lối thoát của biểu đồ tin cậy</translation>
        </message>
        <message>
            <source>Show:</source>
            <translation>Hiển thị:</translation>
        </message>
        <message>
            <source>Where units leave</source>
            <translation>Nơi các đơn vị thoát</translation>
        </message>
        <message>
            <source>Layer %1</source>
            <translation>Lớp %1</translation>
        </message>
        <message>
            <source>Open a trace to see its exits.</source>
            <translation>Hãy mở một vết để xem các lối thoát của nó.</translation>
        </message>
        <message>
            <source>This trace predicts values; this plot is of classes.</source>
            <translation>Vết này dự đoán giá trị; biểu đồ này dành cho phân loại.</translation>
        </message>
        <message>
            <source>Looking at every exit…</source>
            <translation>Đang xét mọi lối thoát…</translation>
        </message>
        <message>
            <source>This trace has no labels, so nothing is known to be right. Trace the model on labelled data to see this.</source>
            <translation>Vết này không có nhãn nên không biết câu trả lời nào đúng. Hãy ghi vết mô hình trên dữ liệu có nhãn để xem biểu đồ này.</translation>
        </message>
        <message>
            <source>Preparing the rule…</source>
            <translation>Đang chuẩn bị quy tắc…</translation>
        </message>
        <message>
            <source>This trace has no labels, so the exits cannot be judged. Trace the model on labelled data to see this.</source>
            <translation>Vết này không có nhãn nên không thể đánh giá các lối thoát. Hãy ghi vết mô hình trên dữ liệu có nhãn để xem biểu đồ này.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s)</source>
            <translation>
                <numerusform>%Ln đơn vị</numerusform>
            </translation>
        </message>
        <message>
            <source>This trace has one exit, so nothing can be right before the end.</source>
            <translation>Vết này chỉ có một lối thoát nên không gì có thể đúng trước lối cuối.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s), %1 %</source>
            <translation>
                <numerusform>%Ln đơn vị, %1%</numerusform>
            </translation>
        </message>
        <message>
            <source> (95 %: %1 to %2)</source>
            <translation> (95%: %1 đến %2)</translation>
        </message>
        <message>
            <source>Perplexity</source>
            <translation>Độ bối rối (perplexity)</translation>
        </message>
        <message>
            <source>Of a language model: the perplexity at each exit</source>
            <translation>Của mô hình ngôn ngữ: perplexity tại mỗi lối thoát</translation>
        </message>
        <message>
            <source>Agreement</source>
            <translation>Đồng thuận</translation>
        </message>
        <message>
            <source>Of a language model: how many words each exit predicts as the last one does</source>
            <translation>Của mô hình ngôn ngữ: mỗi lối thoát dự đoán bao nhiêu từ giống lối thoát cuối</translation>
        </message>
        <message>
            <source>This trace does not say how likely its words were.</source>
            <translation>Vết này không cho biết các từ của nó có xác suất bao nhiêu.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::LearningPanel</name>
        <message>
            <source>Lo&amp;garithmic</source>
            <translation>Lo&amp;garit</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>Mất mát</translation>
        </message>
        <message>
            <source>On dev</source>
            <translation>Trên dev</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>Tốc độ học</translation>
        </message>
        <message>
            <source>The axis of the loss</source>
            <translation>Trục của mất mát</translation>
        </message>
        <message>
            <source>The losses of the first steps are waited for.</source>
            <translation>Đang đợi mất mát của những bước đầu.</translation>
        </message>
        <message>
            <source>Dev was not asked yet.</source>
            <translation>Chưa đánh giá trên dev.</translation>
        </message>
        <message>
            <source>The first steps are waited for.</source>
            <translation>Đang đợi những bước đầu.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::LibraryModel</name>
        <message>
            <source>finished</source>
            <translation>đã xong</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>đã hủy</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Mô hình</translation>
        </message>
        <message>
            <source>Datasets</source>
            <translation>Tập dữ liệu</translation>
        </message>
        <message>
            <source>Traces</source>
            <translation>Vết</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>Lượt chạy</translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s)</source>
            <translation>
                <numerusform>%Ln đơn vị</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n exit(s)</source>
            <translation>
                <numerusform>%n lối thoát</numerusform>
            </translation>
        </message>
        <message>
            <source>Run %1</source>
            <translation>Lượt chạy %1</translation>
        </message>
        <message numerus="yes">
            <source>%Ln point(s)</source>
            <translation>
                <numerusform>%Ln điểm</numerusform>
            </translation>
        </message>
        <message>
            <source>Sweep policies to make one</source>
            <translation>Quét chính sách để tạo lượt chạy</translation>
        </message>
        <message>
            <source>Trace a model to make one</source>
            <translation>Ghi vết một mô hình để tạo vết</translation>
        </message>
        <message>
            <source>Drop a model folder on the window</source>
            <translation>Thả thư mục mô hình vào cửa sổ</translation>
        </message>
        <message>
            <source>Drop a dataset on the window</source>
            <translation>Thả tập dữ liệu vào cửa sổ</translation>
        </message>
        <message>
            <source>%1 (interrupted)</source>
            <translation>%1 (bị gián đoạn)</translation>
        </message>
        <message>
            <source>%1 (running)</source>
            <translation>%1 (đang chạy)</translation>
        </message>
        <message>
            <source>%1 (failed)</source>
            <translation>%1 (thất bại)</translation>
        </message>
        <message>
            <source>interrupted: its program ended before it did</source>
            <translation>bị gián đoạn: chương trình kết thúc trước khi lượt chạy xong</translation>
        </message>
        <message>
            <source>running</source>
            <translation>đang chạy</translation>
        </message>
        <message>
            <source>failed: %1</source>
            <translation>thất bại: %1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Model: %1</source>
            <translation>Mô hình: %1</translation>
        </message>
        <message>
            <source>Dataset: %1</source>
            <translation>Tập dữ liệu: %1</translation>
        </message>
        <message>
            <source>Policies: %1</source>
            <translation>Chính sách: %1</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>Tags: %1</source>
            <translation>Thẻ: %1</translation>
        </message>
        <message>
            <source>None yet</source>
            <translation>Chưa có</translation>
        </message>
        <message>
            <source>Studies of difficulty</source>
            <translation>Nghiên cứu độ khó</translation>
        </message>
        <message>
            <source>Start one in the Difficulty view</source>
            <translation>Bắt đầu trong khung nhìn Độ khó</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::LibraryPanel</name>
        <message>
            <source>&amp;Rename</source>
            <translation>Đổ&amp;i tên</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>&amp;Xóa</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>&amp;Mở</translation>
        </message>
        <message>
            <source>Filter the library</source>
            <translation>Lọc thư viện</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Thư viện</translation>
        </message>
        <message>
            <source>Words, or name:, policy:, tag:, model:, dataset:, state:, notes: with a word, or comparisons such as accuracy&gt;0.9, points&gt;=100, created&gt;2026-11-01; - before one turns it round</source>
            <translation>Các từ, hoặc name:, policy:, tag:, model:, dataset:, state:, notes: kèm một từ, hoặc phép so sánh như accuracy&gt;0.9, points&gt;=100, created&gt;2026-11-01; dấu - đứng trước để đảo điều kiện</translation>
        </message>
        <message>
            <source>&amp;Hash of tokens…</source>
            <translation>&amp;Hàm băm token…</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::MainWindow</name>
        <message>
            <source>Nothing is open yet</source>
            <translation>Chưa mở gì</translation>
        </message>
        <message>
            <source>Trace a model over a dataset, open a trace or a store of runs, or drop any of them on this window.</source>
            <translation>Hãy ghi vết một mô hình trên một tập dữ liệu, mở một vết hoặc một kho lượt chạy, hoặc thả bất kỳ thứ nào trong số đó vào cửa sổ này.</translation>
        </message>
        <message>
            <source>A job is running</source>
            <translation>Có tác vụ đang chạy</translation>
        </message>
        <message>
            <source>“%1” is still running. Stop it and close? What it has so far is kept.</source>
            <translation>“%1” vẫn đang chạy. Dừng lại và đóng? Kết quả đã có sẽ được giữ lại.</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Tệp</translation>
        </message>
        <message>
            <source>&amp;New store…</source>
            <translation>Kho lượt chạy &amp;mới…</translation>
        </message>
        <message>
            <source>Start an empty store of runs</source>
            <translation>Tạo một kho lượt chạy trống</translation>
        </message>
        <message>
            <source>&amp;Open store…</source>
            <translation>Mở &amp;kho lượt chạy…</translation>
        </message>
        <message>
            <source>Open a store of runs</source>
            <translation>Mở một kho lượt chạy</translation>
        </message>
        <message>
            <source>Open &amp;recent</source>
            <translation>Mở &amp;gần đây</translation>
        </message>
        <message>
            <source>Open &amp;trace…</source>
            <translation>Mở &amp;vết…</translation>
        </message>
        <message>
            <source>Open a trace file</source>
            <translation>Mở một tệp vết</translation>
        </message>
        <message>
            <source>Open the &amp;demo</source>
            <translation>Mở bản &amp;demo</translation>
        </message>
        <message>
            <source>The bundled model and corpus</source>
            <translation>Mô hình và ngữ liệu đi kèm</translation>
        </message>
        <message>
            <source>&amp;Save store as…</source>
            <translation>&amp;Lưu kho lượt chạy thành…</translation>
        </message>
        <message>
            <source>Copy the open store to another file and go on there</source>
            <translation>Sao chép kho đang mở sang tệp khác rồi làm việc tiếp ở đó</translation>
        </message>
        <message>
            <source>&amp;Close window</source>
            <translation>Đó&amp;ng cửa sổ</translation>
        </message>
        <message>
            <source>What is open comes back at the next start</source>
            <translation>Những gì đang mở sẽ trở lại ở lần khởi động sau</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Thoát</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Sửa</translation>
        </message>
        <message>
            <source>&amp;Find</source>
            <translation>&amp;Tìm</translation>
        </message>
        <message>
            <source>Search in the view, or else in the sentences</source>
            <translation>Tìm trong khung nhìn, hoặc nếu không thì trong các câu</translation>
        </message>
        <message>
            <source>Filter the &amp;library</source>
            <translation>&amp;Lọc thư viện</translation>
        </message>
        <message>
            <source>Show only what has the words that you type</source>
            <translation>Chỉ hiện những mục chứa các từ bạn gõ</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Xem</translation>
        </message>
        <message>
            <source>Bring this view to the front</source>
            <translation>Đưa khung nhìn này lên trước</translation>
        </message>
        <message>
            <source>&amp;Fit</source>
            <translation>&amp;Vừa khung</translation>
        </message>
        <message>
            <source>Show everything in the plot</source>
            <translation>Hiện toàn bộ nội dung biểu đồ</translation>
        </message>
        <message>
            <source>Every dock back to its usual place</source>
            <translation>Đưa mọi bảng neo về vị trí thường dùng</translation>
        </message>
        <message>
            <source>&amp;Run</source>
            <translation>&amp;Chạy</translation>
        </message>
        <message>
            <source>&amp;Trace a model…</source>
            <translation>&amp;Ghi vết mô hình…</translation>
        </message>
        <message>
            <source>One full pass of a dataset through a model</source>
            <translation>Cho tập dữ liệu đi qua toàn bộ mô hình một lần</translation>
        </message>
        <message>
            <source>&amp;Sweep policies…</source>
            <translation>&amp;Quét chính sách…</translation>
        </message>
        <message>
            <source>Evaluate policies over the open trace and keep the run</source>
            <translation>Đánh giá các chính sách trên vết đang mở và lưu lượt chạy</translation>
        </message>
        <message>
            <source>E&amp;xport</source>
            <translation>X&amp;uất</translation>
        </message>
        <message>
            <source>&amp;Figure…</source>
            <translation>&amp;Hình…</translation>
        </message>
        <message>
            <source>The plot in view as PDF, SVG, PNG, CSV or TeX</source>
            <translation>Biểu đồ đang xem dưới dạng PDF, SVG, PNG, CSV hoặc TeX</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>T&amp;rợ giúp</translation>
        </message>
        <message>
            <source>Nothing yet</source>
            <translation>Chưa có gì</translation>
        </message>
        <message>
            <source>&amp;Clear the list</source>
            <translation>&amp;Xóa danh sách</translation>
        </message>
        <message>
            <source>The store was saved as %1, which is open now.</source>
            <translation>Đã lưu kho lượt chạy thành %1, kho này hiện đang mở.</translation>
        </message>
        <message>
            <source>The running job keeps writing to the store before.</source>
            <translation>Tác vụ đang chạy vẫn tiếp tục ghi vào kho trước đó.</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) moved to the bin.</source>
            <translation>
                <numerusform>Đã chuyển %n lượt chạy vào thùng rác.</numerusform>
            </translation>
        </message>
        <message>
            <source>New store</source>
            <translation>Kho lượt chạy mới</translation>
        </message>
        <message>
            <source>Stores (*.db)</source>
            <translation>Kho lượt chạy (*.db)</translation>
        </message>
        <message>
            <source>Open store</source>
            <translation>Mở kho lượt chạy</translation>
        </message>
        <message>
            <source>Stores (*.db);;All files (*)</source>
            <translation>Kho lượt chạy (*.db);;Mọi tệp (*)</translation>
        </message>
        <message>
            <source>Open trace</source>
            <translation>Mở vết</translation>
        </message>
        <message>
            <source>Traces (*.trace *.safetensors);;All files (*)</source>
            <translation>Vết (*.trace *.safetensors);;Mọi tệp (*)</translation>
        </message>
        <message>
            <source>There is no figure in this view to export.</source>
            <translation>Khung nhìn này không có hình nào để xuất.</translation>
        </message>
        <message>
            <source>mean exit %1 of %2</source>
            <translation>lớp thoát trung bình %1 / %2</translation>
        </message>
        <message>
            <source>Settings of %1</source>
            <translation>Thiết lập của %1</translation>
        </message>
        <message>
            <source>Any action by parts of its name</source>
            <translation>Tìm thao tác bất kỳ theo một phần tên</translation>
        </message>
        <message>
            <source>&amp;Next pane</source>
            <translation>Vùng &amp;kế tiếp</translation>
        </message>
        <message>
            <source>Move the keyboard to the next part of the window</source>
            <translation>Chuyển bàn phím đến phần tiếp theo của cửa sổ</translation>
        </message>
        <message>
            <source>Move the keyboard to the part before</source>
            <translation>Chuyển bàn phím về phần trước</translation>
        </message>
        <message>
            <source>Language, theme, colours, draws, threads</source>
            <translation>Ngôn ngữ, giao diện, màu sắc, số lần rút mẫu, luồng xử lý</translation>
        </message>
        <message>
            <source>&amp;Help on this</source>
            <translation>&amp;Trợ giúp về phần này</translation>
        </message>
        <message>
            <source>The page of the manual about the part with the keyboard</source>
            <translation>Trang hướng dẫn về phần đang nhận bàn phím</translation>
        </message>
        <message>
            <source>&amp;Manual</source>
            <translation>&amp;Sách hướng dẫn</translation>
        </message>
        <message>
            <source>The manual from its first page</source>
            <translation>Sách hướng dẫn từ trang đầu</translation>
        </message>
        <message>
            <source>&amp;Keyboard and mouse</source>
            <translation>&amp;Bàn phím và chuột</translation>
        </message>
        <message>
            <source>Every key, and what the mouse does in a plot</source>
            <translation>Mọi phím tắt, và tác dụng của chuột trong biểu đồ</translation>
        </message>
        <message>
            <source>&amp;What is this?</source>
            <translation>Đâ&amp;y là gì?</translation>
        </message>
        <message>
            <source>Click on anything to be told what it is</source>
            <translation>Nhấp vào bất kỳ thứ gì để biết đó là gì</translation>
        </message>
        <message>
            <source>&amp;Tour of the demo</source>
            <translation>Tham quan bản &amp;demo</translation>
        </message>
        <message>
            <source>Three steps through the demo</source>
            <translation>Ba bước qua bản demo</translation>
        </message>
        <message>
            <source>&amp;About Exitscope</source>
            <translation>&amp;Giới thiệu Exitscope</translation>
        </message>
        <message>
            <source>Versions of all parts, to be copied into a report</source>
            <translation>Phiên bản của mọi thành phần, để sao chép vào báo cáo lỗi</translation>
        </message>
        <message>
            <source>The operating point: a policy and its threshold. Drag the slider, or press [ and ], and every view shows where the examples leave now.</source>
            <translation>Điểm vận hành: một chính sách và ngưỡng của nó. Kéo thanh trượt, hoặc nhấn [ và ], và mọi khung nhìn sẽ cho thấy lúc này các mẫu thoát ở đâu.</translation>
        </message>
        <message>
            <source>Runs, traces, models and datasets. Selected runs are shown in every view; a double click opens.</source>
            <translation>Lượt chạy, vết, mô hình và tập dữ liệu. Các lượt chạy đã chọn được hiện trong mọi khung nhìn; nhấp đúp để mở.</translation>
        </message>
        <message>
            <source>All figures of the operating point, with 95 % bootstrap intervals once it rests.</source>
            <translation>Mọi số liệu của điểm vận hành, kèm khoảng tin cậy bootstrap 95% khi điểm đứng yên.</translation>
        </message>
        <message>
            <source>What stopping early buys</source>
            <translation>Dừng sớm thì được lợi gì</translation>
        </message>
        <message>
            <source>Every point is a threshold: quality upwards, cost along. A click on a point makes it the operating point; the wheel zooms, a double click shows everything again.</source>
            <translation>Mỗi điểm là một ngưỡng: chất lượng theo chiều dọc, chi phí theo chiều ngang. Nhấp vào một điểm để đặt làm điểm vận hành; con lăn thu phóng, nhấp đúp hiện lại toàn bộ.</translation>
        </message>
        <message>
            <source>The live operating point</source>
            <translation>Điểm vận hành trực tiếp</translation>
        </message>
        <message>
            <source>Drag the slider, or press [ and ]. Every example is decided again, exactly, and every view follows.</source>
            <translation>Kéo thanh trượt, hoặc nhấn [ và ]. Mọi mẫu được quyết định lại một cách chính xác, và mọi khung nhìn cập nhật theo.</translation>
        </message>
        <message>
            <source>Where each sentence leaves</source>
            <translation>Mỗi câu thoát ở đâu</translation>
        </message>
        <message>
            <source>One strip for each sentence, coloured by the layer where it leaves. F1 explains whatever has the keyboard.</source>
            <translation>Mỗi câu một dải, tô màu theo lớp mà câu thoát. F1 giải thích phần đang nhận bàn phím.</translation>
        </message>
        <message>
            <source>The trace %1 is not there any more.</source>
            <translation>Vết %1 không còn ở đó.</translation>
        </message>
        <message>
            <source>The settings could not be read; the defaults are used.</source>
            <translation>Không đọc được thiết lập; dùng giá trị mặc định.</translation>
        </message>
        <message>
            <source>What could not be read is kept as %1.</source>
            <translation>Phần không đọc được được giữ lại thành %1.</translation>
        </message>
        <message>
            <source>The store %1 is not there any more.</source>
            <translation>Kho lượt chạy %1 không còn ở đó.</translation>
        </message>
        <message>
            <source>File &gt; Open store… finds it at its new place.</source>
            <translation>Dùng Tệp &gt; Mở kho lượt chạy… để tìm kho ở vị trí mới.</translation>
        </message>
        <message>
            <source>Save the store as</source>
            <translation>Lưu kho lượt chạy thành</translation>
        </message>
        <message>
            <source>Librar&amp;y</source>
            <translation>&amp;Thư viện</translation>
        </message>
        <message>
            <source>&amp;Inspector</source>
            <translation>Trình kiểm tr&amp;a</translation>
        </message>
        <message>
            <source>Re&amp;set layout</source>
            <translation>T&amp;rả bố cục về mặc định</translation>
        </message>
        <message>
            <source>In “%1”</source>
            <comment>choices of a view</comment>
            <translation>Trong “%1”</translation>
        </message>
        <message>
            <source>&amp;All views…</source>
            <translation>&amp;Mọi khung nhìn…</translation>
        </message>
        <message>
            <source>A folder with the figure of every view, their numbers, and a Makefile that draws them again</source>
            <translation>Một thư mục chứa hình của mọi khung nhìn, các số liệu của chúng, và một Makefile để vẽ lại</translation>
        </message>
        <message>
            <source>The figure is in %1.</source>
            <translation>Hình nằm trong %1.</translation>
        </message>
        <message>
            <source>There is no figure to export.</source>
            <translation>Không có hình nào để xuất.</translation>
        </message>
        <message>
            <source>Export all views into a folder</source>
            <translation>Xuất mọi khung nhìn vào một thư mục</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) are in %1.</source>
            <translation>
                <numerusform>Có %n tệp trong %1.</numerusform>
            </translation>
        </message>
        <message>
            <source>“make” in that folder draws the figures again.</source>
            <translation>Chạy “make” trong thư mục đó để vẽ lại các hình.</translation>
        </message>
        <message>
            <source>Nothing was saved. %1</source>
            <translation>Chưa lưu gì. %1</translation>
        </message>
        <message>
            <source>This is the view that %1 came from.</source>
            <translation>Đây là khung nhìn đã tạo ra %1.</translation>
        </message>
        <message>
            <source>Below is the figure itself, drawn from the numbers in the file.</source>
            <translation>Bên dưới là chính hình đó, được vẽ từ các số liệu trong tệp.</translation>
        </message>
        <message>
            <source>This version has no view “%1”.</source>
            <translation>Phiên bản này không có khung nhìn “%1”.</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) of this figure are not in the open store: %1. Open the store that has them, then the figure again.</source>
            <translation>
                <numerusform>%n lượt chạy của hình này không có trong kho đang mở: %1. Hãy mở kho có chúng, rồi mở lại hình.</numerusform>
            </translation>
        </message>
        <message>
            <source>The trace of this figure is not in the open store, or its file has moved.</source>
            <translation>Vết của hình này không có trong kho đang mở, hoặc tệp của nó đã bị di chuyển.</translation>
        </message>
        <message>
            <source>Find a c&amp;ommand…</source>
            <translation>Tìm lệ&amp;nh…</translation>
        </message>
        <message>
            <source>Pre&amp;vious pane</source>
            <translation>Vùng &amp;phía trước</translation>
        </message>
        <message>
            <source>Prefer&amp;ences…</source>
            <translation>Tù&amp;y chọn…</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Lượt chạy</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Hoàn tác</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>Là&amp;m lại</translation>
        </message>
        <message>
            <source>Take back the last change to the store</source>
            <translation>Hoàn tác thay đổi gần nhất trong kho</translation>
        </message>
        <message>
            <source>Make it again</source>
            <translation>Thực hiện lại thay đổi đó</translation>
        </message>
        <message>
            <source>&amp;Tags and notes</source>
            <translation>Thẻ và &amp;ghi chú</translation>
        </message>
        <message>
            <source>Write about the selected runs</source>
            <translation>Ghi chú về các lượt chạy đã chọn</translation>
        </message>
        <message>
            <source>&amp;Colour…</source>
            <translation>Mà&amp;u…</translation>
        </message>
        <message>
            <source>The colour of the run in every plot</source>
            <translation>Màu của lượt chạy trong mọi biểu đồ</translation>
        </message>
        <message>
            <source>Re&amp;peat with…</source>
            <translation>Chạy lại &amp;với…</translation>
        </message>
        <message>
            <source>Sweep again, with the policies of this run to start from</source>
            <translation>Quét lại, bắt đầu từ các chính sách của lượt chạy này</translation>
        </message>
        <message>
            <source>Copy as co&amp;mmand</source>
            <translation>Sao &amp;chép dạng lệnh</translation>
        </message>
        <message>
            <source>The command line that makes this run</source>
            <translation>Dòng lệnh tạo ra lượt chạy này</translation>
        </message>
        <message>
            <source>&amp;Bin…</source>
            <translation>Thùng &amp;rác…</translation>
        </message>
        <message>
            <source>Deleted runs: restore them, or remove them for good</source>
            <translation>Các lượt chạy đã xóa: khôi phục, hoặc xóa vĩnh viễn</translation>
        </message>
        <message>
            <source>&amp;Import runs…</source>
            <translation>N&amp;hập lượt chạy…</translation>
        </message>
        <message>
            <source>Take over the runs of another store</source>
            <translation>Lấy các lượt chạy của một kho khác</translation>
        </message>
        <message>
            <source>The store %1 was deleted or moved while it was open.</source>
            <translation>Kho lượt chạy %1 đã bị xóa hoặc di chuyển khi đang mở.</translation>
        </message>
        <message>
            <source>What is shown stays; put the file back, or save the store under another name.</source>
            <translation>Nội dung đang hiện vẫn được giữ; hãy đặt tệp về chỗ cũ, hoặc lưu kho dưới tên khác.</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) imported.</source>
            <translation>
                <numerusform>Đã nhập %n lượt chạy.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 had more points there, %2 were known already.</source>
            <translation>%1 lượt có thêm điểm ở kho đó, %2 lượt đã có sẵn.</translation>
        </message>
        <message numerus="yes">
            <source>%n sweep(s) did not come to an end: the program was stopped.</source>
            <translation>
                <numerusform>%n lần quét chưa kết thúc: chương trình đã bị dừng.</numerusform>
            </translation>
        </message>
        <message>
            <source>What they had is kept.</source>
            <translation>Kết quả đã có được giữ lại.</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Tiếp tục</translation>
        </message>
        <message>
            <source>Its runs show their stored points only.</source>
            <translation>Các lượt chạy của vết này chỉ hiện những điểm đã lưu.</translation>
        </message>
        <message>
            <source>Locate…</source>
            <translation>Tìm vị trí…</translation>
        </message>
        <message>
            <source>Where is %1 now?</source>
            <translation>%1 hiện ở đâu?</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Hoàn tác</translation>
        </message>
        <message>
            <source>Import runs</source>
            <translation>Nhập lượt chạy</translation>
        </message>
        <message>
            <source>Another store</source>
            <translation>Một kho lượt chạy khác</translation>
        </message>
        <message>
            <source>Open %1 in place of the store that is open, or import its runs?</source>
            <translation>Mở %1 thay cho kho đang mở, hay nhập các lượt chạy của nó?</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>&amp;Mở</translation>
        </message>
        <message>
            <source>&amp;Import</source>
            <translation>&amp;Nhập</translation>
        </message>
        <message>
            <source>The command that makes this run was copied.</source>
            <translation>Đã sao chép lệnh tạo ra lượt chạy này.</translation>
        </message>
        <message>
            <source>Colour of “%1”</source>
            <translation>Màu của “%1”</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) wait for the store; the window closes once they are kept.</source>
            <translation>
                <numerusform>%Ln thay đổi đang chờ ghi vào kho; cửa sổ sẽ đóng khi đã lưu xong.</numerusform>
            </translation>
        </message>
        <message>
            <source>Another program may be writing to it.</source>
            <translation>Có thể một chương trình khác đang ghi vào kho.</translation>
        </message>
        <message>
            <source>Close without them</source>
            <translation>Đóng và bỏ các thay đổi</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>Changes are not kept</source>
            <translation>Thay đổi chưa được lưu</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) could not be written to the store. Save a copy of the store that has them?</source>
            <translation>
                <numerusform>Không ghi được %Ln thay đổi vào kho lượt chạy. Lưu một bản sao của kho lượt chạy có các thay đổi đó?</numerusform>
            </translation>
        </message>
        <message>
            <source>The change is not lost: try again, or save a copy of the store, which gets it.</source>
            <translation>Thay đổi chưa mất: hãy thử lại, hoặc lưu một bản sao của kho lượt chạy, bản sao đó sẽ có thay đổi này.</translation>
        </message>
        <message>
            <source>Save a copy as…</source>
            <translation>Lưu bản sao thành…</translation>
        </message>
        <message>
            <source>The settings cannot be saved: what is open will not be found again at the next start.</source>
            <translation>Không lưu được thiết lập: lần khởi động sau sẽ không tìm lại được phiên làm việc này.</translation>
        </message>
        <message>
            <source>Make room for %1, or the right to write it.</source>
            <translation>Hãy dành chỗ trống cho %1, hoặc cấp quyền ghi.</translation>
        </message>
        <message>
            <source>Make a &amp;hash of tokens…</source>
            <translation>Tạo &amp;hàm băm token…</translation>
        </message>
        <message>
            <source>A table that sends every vocabulary entry through some layers, kept with its model</source>
            <translation>Bảng cho mỗi mục từ vựng đi qua một số lớp, lưu cùng mô hình</translation>
        </message>
        <message>
            <source>The policy was executed and is kept in the store.</source>
            <translation>Chính sách đã được chạy thật và lưu trong kho.</translation>
        </message>
        <message>
            <source>Open te&amp;xts…</source>
            <translation>Mở văn &amp;bản…</translation>
        </message>
        <message>
            <source>Open what a sweep of generation has written, to calibrate on it</source>
            <translation>Mở những gì một lượt quét sinh văn bản đã viết để hiệu chuẩn trên đó</translation>
        </message>
        <message>
            <source>Open texts</source>
            <translation>Mở văn bản</translation>
        </message>
        <message>
            <source>Texts of a sweep (*.generations);;All files (*)</source>
            <translation>Văn bản của lượt quét (*.generations);;Mọi tệp (*)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::PaneHead</name>
        <message>
            <source>What they cost</source>
            <translation>Chi phí của chúng</translation>
        </message>
        <message>
            <source>Nothing pinned as B</source>
            <translation>Chưa ghim gì làm B</translation>
        </message>
        <message>
            <source>Pinned, what-if: %1</source>
            <translation>Đã ghim, giả định: %1</translation>
        </message>
        <message>
            <source>Executed: %1</source>
            <translation>Đã chạy thật: %1</translation>
        </message>
        <message>
            <source>Hash table: %1</source>
            <translation>Bảng băm: %1</translation>
        </message>
        <message>
            <source>Open a hash table…</source>
            <translation>Mở bảng băm…</translation>
        </message>
        <message>
            <source>Operating point, what-if</source>
            <translation>Điểm vận hành, giả định</translation>
        </message>
        <message>
            <source>Operating point, what-if: %1</source>
            <translation>Điểm vận hành, giả định: %1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>whether it was executed, and its figures</comment>
            <translation>%1: %2</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::PaneHeads</name>
        <message>
            <source>A:</source>
            <translation>A:</translation>
        </message>
        <message>
            <source>Policy of A</source>
            <translation>Chính sách của A</translation>
        </message>
        <message>
            <source>Open a trace, and move the operating point below.</source>
            <translation>Hãy mở một vết và di chuyển điểm vận hành bên dưới.</translation>
        </message>
        <message>
            <source>B:</source>
            <translation>B:</translation>
        </message>
        <message>
            <source>Policy of B</source>
            <translation>Chính sách của B</translation>
        </message>
        <message>
            <source>Choose what B shows, pin the operating point as B, or execute a policy.</source>
            <translation>Hãy chọn B hiện gì, ghim điểm vận hành làm B, hoặc chạy thật một chính sách.</translation>
        </message>
        <message>
            <source>Open a hash table</source>
            <translation>Mở bảng băm</translation>
        </message>
        <message>
            <source>Hash tables (*.safetensors);;All files (*)</source>
            <translation>Bảng băm (*.safetensors);;Mọi tệp (*)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::PathField</name>
        <message>
            <source>Look for: %1</source>
            <translation>Tìm: %1</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::PreferencesDialog</name>
        <message>
            <source>&amp;Tell the desktop when a long job has ended</source>
            <translation>Gửi thông &amp;báo hệ thống khi một tác vụ dài kết thúc</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>Tùy chọn</translation>
        </message>
        <message>
            <source>The desktop's</source>
            <translation>Theo hệ thống</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Sáng</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Tối</translation>
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
                <numerusform>Mỗi nhân trong số %n nhân một luồng</numerusform>
            </translation>
        </message>
        <message>
            <source>Only for jobs of more than 20 seconds, and only while this window is not in front</source>
            <translation>Chỉ với tác vụ dài hơn 20 giây, và chỉ khi cửa sổ này không ở phía trước</translation>
        </message>
        <message>
            <source>&amp;Language:</source>
            <translation>&amp;Ngôn ngữ:</translation>
        </message>
        <message>
            <source>Of menus, views and messages, and of how numbers are written</source>
            <translation>Của các menu, khung nhìn và thông báo, và của cách viết số</translation>
        </message>
        <message>
            <source>T&amp;heme:</source>
            <translation>&amp;Giao diện:</translation>
        </message>
        <message>
            <source>Light or dark; figures for papers are always on white</source>
            <translation>Sáng hoặc tối; hình dùng cho bài báo luôn có nền trắng</translation>
        </message>
        <message>
            <source>&amp;Depth colours:</source>
            <translation>Màu theo độ &amp;sâu:</translation>
        </message>
        <message>
            <source>For exit layers, early to late; both are fit for colour-blind readers</source>
            <translation>Dùng cho các lớp thoát, từ sớm đến muộn; cả hai đều phù hợp với người mù màu</translation>
        </message>
        <message>
            <source>&amp;Bootstrap draws:</source>
            <translation>Số lần &amp;rút mẫu bootstrap:</translation>
        </message>
        <message>
            <source>For bands and intervals: more draws, steadier ends, longer waits</source>
            <translation>Dùng cho dải và khoảng tin cậy: rút nhiều lần hơn thì hai đầu ổn định hơn nhưng chờ lâu hơn</translation>
        </message>
        <message>
            <source>&amp;Worker threads:</source>
            <translation>Số &amp;luồng xử lý:</translation>
        </message>
        <message>
            <source>How many cores computing may take</source>
            <translation>Số nhân mà việc tính toán được dùng</translation>
        </message>
        <message>
            <source>The language changes when Exitscope is started again.</source>
            <translation>Ngôn ngữ sẽ đổi khi khởi động lại Exitscope.</translation>
        </message>
        <message>
            <source>Okabe and Ito</source>
            <translation>Okabe và Ito</translation>
        </message>
        <message>
            <source>Tol, bright</source>
            <translation>Tol, tươi sáng</translation>
        </message>
        <message>
            <source>One ink, told apart by markers and dashes</source>
            <translation>Một màu mực, phân biệt bằng dấu điểm và kiểu nét</translation>
        </message>
        <message>
            <source>&amp;Series colours:</source>
            <translation>Mà&amp;u chuỗi dữ liệu:</translation>
        </message>
        <message>
            <source>Of runs in plots on screen, fit for colour-blind readers; a figure for paper has its own choice</source>
            <translation>Của các lượt chạy trong biểu đồ trên màn hình, phù hợp với người mù màu; hình cho bài báo có lựa chọn riêng</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::RecordedFigureDialog</name>
        <message>
            <source>Figure: %1</source>
            <translation>Hình: %1</translation>
        </message>
        <message>
            <source>Show as &amp;table</source>
            <translation>Hiện dạng &amp;bảng</translation>
        </message>
        <message>
            <source>&amp;Export again…</source>
            <translation>&amp;Xuất lại…</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::RuleForm</name>
        <message>
            <source>Layer</source>
            <translation>Lớp</translation>
        </message>
        <message>
            <source>After which every token leaves</source>
            <translation>Mọi token thoát sau lớp này</translation>
        </message>
        <message>
            <source>First exit</source>
            <translation>Lối thoát đầu tiên</translation>
        </message>
        <message>
            <source>No token leaves before the first exit at or above this layer</source>
            <translation>Không token nào thoát trước lối thoát đầu tiên từ lớp này trở lên</translation>
        </message>
        <message>
            <source>Every</source>
            <translation>Mỗi</translation>
        </message>
        <message>
            <source>From there on every so many exits are tried</source>
            <translation>Từ đó trở đi cứ chừng này lối thoát thì thử một lần</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>Số từ</translation>
        </message>
        <message>
            <source>That the first tried layer finds likeliest</source>
            <translation>Những từ mà lớp được thử đầu tiên cho là khả dĩ nhất</translation>
        </message>
        <message>
            <source>Least words</source>
            <translation>Số từ ít nhất</translation>
        </message>
        <message>
            <source>That the deepest tried layer is asked for</source>
            <translation>Những từ mà lớp được thử sâu nhất được hỏi</translation>
        </message>
        <message>
            <source>as published</source>
            <translation>như đã công bố</translation>
        </message>
        <message>
            <source>as released</source>
            <translation>như mã đã phát hành</translation>
        </message>
        <message>
            <source>all words</source>
            <translation>mọi từ</translation>
        </message>
        <message>
            <source>a fixed shortlist</source>
            <translation>danh sách rút gọn cố định</translation>
        </message>
        <message>
            <source>shorter with depth</source>
            <translation>càng sâu càng ngắn</translation>
        </message>
        <message>
            <source>shorter when sure</source>
            <translation>càng chắc càng ngắn</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>Quy tắc</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>Ngưỡng</translation>
        </message>
        <message>
            <source>Threshold, as a number</source>
            <translation>Ngưỡng, bằng số</translation>
        </message>
        <message>
            <source>none</source>
            <translation>không có</translation>
        </message>
        <message>
            <source>Decay</source>
            <translation>Suy giảm</translation>
        </message>
        <message>
            <source>Lowers the threshold along a text, from 0.9 of it and 0.1 to 0.9 of it; CALM uses 4</source>
            <translation>Hạ ngưỡng dọc theo văn bản, từ 0,9 lần cộng 0,1 xuống 0,9 lần; CALM dùng 4</translation>
        </message>
        <message>
            <source>Form of the decay</source>
            <translation>Dạng suy giảm</translation>
        </message>
        <message>
            <source>The released code starts at the threshold itself</source>
            <translation>Mã đã phát hành bắt đầu ở chính ngưỡng</translation>
        </message>
        <message>
            <source>Words that the head is asked for</source>
            <translation>Những từ mà đầu ra được hỏi</translation>
        </message>
        <message>
            <source>The head of a large vocabulary can cost more than several layers, and this measure asks it at every one</source>
            <translation>Đầu ra của một bộ từ vựng lớn có thể tốn hơn vài lớp, và độ đo này hỏi nó ở mọi lớp</translation>
        </message>
        <message>
            <source>&amp;Rule:</source>
            <translation>&amp;Quy tắc:</translation>
        </message>
        <message>
            <source>&amp;Layer:</source>
            <translation>&amp;Lớp:</translation>
        </message>
        <message>
            <source>&amp;Threshold:</source>
            <translation>&amp;Ngưỡng:</translation>
        </message>
        <message>
            <source>&amp;First exit:</source>
            <translation>Lối thoát đầ&amp;u:</translation>
        </message>
        <message>
            <source>E&amp;very:</source>
            <translation>&amp;Mỗi:</translation>
        </message>
        <message>
            <source>&amp;Decay:</source>
            <translation>&amp;Suy giảm:</translation>
        </message>
        <message>
            <source>Decay, f&amp;orm:</source>
            <translation>Dạng suy &amp;giảm:</translation>
        </message>
        <message>
            <source>&amp;Head:</source>
            <translation>Đầ&amp;u ra:</translation>
        </message>
        <message>
            <source>&amp;Words:</source>
            <translation>&amp;Số từ:</translation>
        </message>
        <message>
            <source>L&amp;east words:</source>
            <translation>Số từ í&amp;t nhất:</translation>
        </message>
        <message>
            <source>%1 (this model has none)</source>
            <translation>%1 (mô hình này không có)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::RunCard</name>
        <message>
            <source>paper, seed 3</source>
            <translation>bài báo, hạt giống 3</translation>
        </message>
        <message>
            <source>Separate tags by commas; tag:paper in the library's filter finds them</source>
            <translation>Các thẻ cách nhau bằng dấu phẩy; nhập tag:paper vào bộ lọc thư viện để tìm chúng</translation>
        </message>
        <message>
            <source>What this run is about</source>
            <translation>Nội dung của lượt chạy này</translation>
        </message>
        <message>
            <source>&amp;Name:</source>
            <translation>Tê&amp;n:</translation>
        </message>
        <message>
            <source>Ta&amp;gs:</source>
            <translation>T&amp;hẻ:</translation>
        </message>
        <message>
            <source>N&amp;otes:</source>
            <translation>Gh&amp;i chú:</translation>
        </message>
        <message>
            <source>Select a run in the library to write about it.</source>
            <translation>Hãy chọn một lượt chạy trong thư viện để viết ghi chú về nó.</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) selected</source>
            <translation>
                <numerusform>Đã chọn %n lượt chạy</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::SavedFileStrip</name>
        <message>
            <source>Drag the file into another program</source>
            <translation>Kéo tệp sang chương trình khác</translation>
        </message>
        <message>
            <source>Copy f&amp;ile</source>
            <translation>Sa&amp;o chép tệp</translation>
        </message>
        <message>
            <source>Copies the file, to be pasted into a folder or a message</source>
            <translation>Sao chép tệp để dán vào một thư mục hoặc tin nhắn</translation>
        </message>
        <message>
            <source>Open fol&amp;der</source>
            <translation>Mở thư mục nà&amp;y</translation>
        </message>
        <message>
            <source>Saved: %1</source>
            <translation>Đã lưu: %1</translation>
        </message>
        <message>
            <source>No program opens folders here. The file is in %1</source>
            <translation>Không có chương trình nào ở đây mở được thư mục. Tệp nằm trong %1</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::StructurePanel</name>
        <message>
            <source>Before</source>
            <translation>Trước</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Sau</translation>
        </message>
        <message>
            <source>Before / after</source>
            <translation>Trước / sau</translation>
        </message>
        <message>
            <source>all, million parameters</source>
            <translation>tất cả, triệu tham số</translation>
        </message>
        <message>
            <source>layers, million parameters</source>
            <translation>các lớp, triệu tham số</translation>
        </message>
        <message>
            <source>words, million parameters</source>
            <translation>nhúng từ, triệu tham số</translation>
        </message>
        <message>
            <source>GFLOPs, 128 tokens</source>
            <translation>GFLOPs, 128 token</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Kích thước</translation>
        </message>
        <message>
            <source>What is kept</source>
            <translation>Phần được giữ</translation>
        </message>
        <message>
            <source>Size before and after</source>
            <translation>Kích thước trước và sau</translation>
        </message>
        <message>
            <source>This model is whole. What a compression keeps is drawn here once it has pruned.</source>
            <translation>Mô hình này còn nguyên vẹn. Phần mà việc nén giữ lại sẽ được vẽ ở đây sau khi cắt tỉa.</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::SweepChoice</name>
        <message>
            <source>, then </source>
            <comment>between the models of a cascade</comment>
            <translation>, rồi </translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>trace, its model</comment>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>The models are being put together.</source>
            <translation>Đang ghép các mô hình.</translation>
        </message>
        <message>
            <source>These models make no cascade: %1</source>
            <translation>Các mô hình này không tạo thành chuỗi mô hình: %1</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TokensBar</name>
        <message>
            <source>Previous place found</source>
            <translation>Chỗ tìm thấy trước</translation>
        </message>
        <message>
            <source>Next place found</source>
            <translation>Chỗ tìm thấy tiếp theo</translation>
        </message>
        <message>
            <source>Only</source>
            <translation>Chỉ kết quả tìm</translation>
        </message>
        <message>
            <source>Show only what was found</source>
            <translation>Chỉ hiện những gì tìm thấy</translation>
        </message>
        <message>
            <source>Display</source>
            <translation>Hiển thị</translation>
        </message>
        <message>
            <source>Colours and marks</source>
            <translation>Màu và dấu hiệu</translation>
        </message>
        <message>
            <source>Colour by &amp;depth</source>
            <translation>&amp;Tô màu theo độ sâu</translation>
        </message>
        <message>
            <source>Colour by A &amp;beside B</source>
            <translation>Tô màu theo &amp;A so với B</translation>
        </message>
        <message>
            <source>Colour by &amp;slack</source>
            <translation>Tô màu th&amp;eo độ dư</translation>
        </message>
        <message>
            <source>&amp;Numbers</source>
            <translation>Co&amp;n số</translation>
        </message>
        <message>
            <source>&amp;Agreement with the full model</source>
            <translation>Khớ&amp;p với mô hình đầy đủ</translation>
        </message>
        <message>
            <source>&amp;Pin as B</source>
            <translation>Ghim điểm nà&amp;y làm B</translation>
        </message>
        <message>
            <source>&amp;Unpin B</source>
            <translation>&amp;Bỏ ghim B</translation>
        </message>
        <message>
            <source>As in the dataset</source>
            <translation>Theo thứ tự tập dữ liệu</translation>
        </message>
        <message>
            <source>Hardest first</source>
            <translation>Khó nhất trước</translation>
        </message>
        <message>
            <source>Easiest first</source>
            <translation>Dễ nhất trước</translation>
        </message>
        <message>
            <source>Wrong first</source>
            <translation>Câu sai trước</translation>
        </message>
        <message>
            <source>Unlike the full model first</source>
            <translation>Khác mô hình đầy đủ trước</translation>
        </message>
        <message>
            <source>Unlike B first</source>
            <translation>Khác B trước</translation>
        </message>
        <message>
            <source>By label</source>
            <translation>Theo nhãn</translation>
        </message>
        <message>
            <source>Longest first</source>
            <translation>Dài nhất trước</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Thứ tự</translation>
        </message>
        <message>
            <source>Which to show</source>
            <translation>Nội dung cần hiện</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tất cả</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>Sai</translation>
        </message>
        <message>
            <source>Unlike the full model</source>
            <translation>Khác mô hình đầy đủ</translation>
        </message>
        <message>
            <source>Overthinkers</source>
            <translation>Mẫu nghĩ quá mức</translation>
        </message>
        <message>
            <source>Selected ones</source>
            <translation>Đã chọn</translation>
        </message>
        <message>
            <source>Unlike B in any way</source>
            <translation>Khác B về bất kỳ mặt nào</translation>
        </message>
        <message>
            <source>Earlier than B</source>
            <translation>Sớm hơn B</translation>
        </message>
        <message>
            <source>Later than B</source>
            <translation>Muộn hơn B</translation>
        </message>
        <message>
            <source>Another answer than B</source>
            <translation>Câu trả lời khác B</translation>
        </message>
        <message>
            <source>Leaving after layer %1</source>
            <translation>Thoát sau lớp %1</translation>
        </message>
        <message>
            <source>Label %1</source>
            <translation>Nhãn %1</translation>
        </message>
        <message>
            <source>Without a label</source>
            <translation>Không có nhãn</translation>
        </message>
        <message>
            <source>Find in text and tags</source>
            <translation>Tìm trong văn bản và thẻ</translation>
        </message>
        <message>
            <source>Places found</source>
            <translation>Các chỗ tìm thấy</translation>
        </message>
        <message>
            <source>Where each token or sentence leaves, early is light</source>
            <translation>Nơi từng token hoặc câu thoát, màu nhạt là sớm</translation>
        </message>
        <message>
            <source>Where the operating point and the one kept as B differ</source>
            <translation>Nơi điểm vận hành và điểm được giữ làm B khác nhau</translation>
        </message>
        <message>
            <source>Look at one operating point only</source>
            <translation>Chỉ xem một điểm vận hành</translation>
        </message>
        <message>
            <source>How far the threshold must move before a unit leaves elsewhere</source>
            <translation>Ngưỡng phải dịch bao xa thì một đơn vị mới thoát ở chỗ khác</translation>
        </message>
        <message>
            <source>The confidence of every exit in per cent, or the layer of every token</source>
            <translation>Độ tin cậy của từng lối thoát tính bằng phần trăm, hoặc lớp của từng token</translation>
        </message>
        <message>
            <source>A line below the exits that already agree with the full model</source>
            <translation>Đường kẻ dưới các lối thoát đã khớp với mô hình đầy đủ</translation>
        </message>
        <message>
            <source>Keep this operating point as B and look at others beside it</source>
            <translation>Giữ điểm vận hành này làm B để xem các điểm khác bên cạnh nó</translation>
        </message>
        <message>
            <source>&amp;Mark what differs from B</source>
            <translation>Đánh &amp;dấu chỗ khác B</translation>
        </message>
        <message>
            <source>A and B s&amp;ide by side</source>
            <translation>A và B &amp;cạnh nhau</translation>
        </message>
        <message>
            <source>A frame round words that leave elsewhere, and a corner where the answer differs</source>
            <translation>Khung quanh những từ thoát ở nơi khác, và góc tô nơi câu trả lời khác</translation>
        </message>
        <message>
            <source>The same sentences twice, with the exits of A on the left and of B on the right</source>
            <translation>Cùng các câu hiện hai lần, bên trái là nơi thoát của A, bên phải của B</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TokensView</name>
        <message>
            <source>Sentences with their exits</source>
            <translation>Các câu cùng lối thoát</translation>
        </message>
        <message numerus="yes">
            <source>%Ln sentence(s)</source>
            <translation>
                <numerusform>%Ln câu</numerusform>
            </translation>
        </message>
        <message>
            <source>To&amp;kens</source>
            <translation>To&amp;ken</translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s)</source>
            <translation>
                <numerusform>%Ln token</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln token(s)</source>
            <translation>
                <numerusform>%1 / %Ln token</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln sentence(s)</source>
            <translation>
                <numerusform>%1 / %Ln câu</numerusform>
            </translation>
        </message>
        <message>
            <source>leaves elsewhere at the least move</source>
            <translation>thoát ở chỗ khác khi ngưỡng dịch rất ít</translation>
        </message>
        <message>
            <source>between</source>
            <translation>ở giữa</translation>
        </message>
        <message>
            <source>whatever the threshold</source>
            <translation>không phụ thuộc ngưỡng</translation>
        </message>
        <message>
            <source>where B leaves: %1</source>
            <translation>chỗ B thoát: %1</translation>
        </message>
        <message>
            <source>earlier: %1</source>
            <translation>sớm hơn: %1</translation>
        </message>
        <message>
            <source>later: %1</source>
            <translation>muộn hơn: %1</translation>
        </message>
        <message>
            <source>another answer: %1</source>
            <translation>câu trả lời khác: %1</translation>
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
                <numerusform>Tìm thấy %Ln</numerusform>
            </translation>
        </message>
        <message>
            <source>No token is left by these choices. Show all, or look for other words.</source>
            <translation>Không còn token nào theo các lựa chọn này. Hãy hiện tất cả, hoặc tìm từ khác.</translation>
        </message>
        <message>
            <source>No sentence is left by these choices. Show all, or look for other words.</source>
            <translation>Không còn câu nào theo các lựa chọn này. Hãy hiện tất cả, hoặc tìm từ khác.</translation>
        </message>
        <message>
            <source>Open a trace to see where its sentences leave.</source>
            <translation>Hãy mở một vết để xem các câu của nó thoát ở đâu.</translation>
        </message>
        <message>
            <source>A, %1, beside B, %2</source>
            <translation>A, %1, bên cạnh B, %2</translation>
        </message>
        <message>
            <source>Which words, and which tags, leave early</source>
            <translation>Những từ nào và những nhãn nào thoát sớm</translation>
        </message>
        <message>
            <source>E&amp;xecute a policy…</source>
            <translation>Chạ&amp;y thật một chính sách…</translation>
        </message>
        <message>
            <source>&amp;Words and tags</source>
            <translation>&amp;Từ và nhãn</translation>
        </message>
        <message>
            <source>Run the model with a policy, and see where its tokens really leave</source>
            <translation>Chạy mô hình với một chính sách và xem token thực sự thoát ở đâu</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::Tour</name>
        <message>
            <source>%1 (%2 of %3)</source>
            <comment>title, step, steps</comment>
            <translation>%1 (%2 / %3)</translation>
        </message>
        <message>
            <source>&amp;Done</source>
            <translation>&amp;Xong</translation>
        </message>
        <message>
            <source>&amp;Next</source>
            <translation>&amp;Tiếp</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TraceDialog</name>
        <message>
            <source>Model</source>
            <translation>Mô hình</translation>
        </message>
        <message>
            <source>Dataset</source>
            <translation>Tập dữ liệu</translation>
        </message>
        <message>
            <source>Trace a model</source>
            <translation>Ghi vết mô hình</translation>
        </message>
        <message>
            <source>32-bit floating point</source>
            <translation>Dấu phẩy động 32 bit</translation>
        </message>
        <message>
            <source>bfloat16, faster; checks itself on a sample</source>
            <translation>bfloat16, nhanh hơn; tự kiểm tra trên một số mẫu</translation>
        </message>
        <message>
            <source>found by itself; else names, separated by commas</source>
            <translation>tự nhận diện; hoặc nhập tên, cách nhau bằng dấu phẩy</translation>
        </message>
        <message>
            <source>found by itself</source>
            <translation>tự nhận diện</translation>
        </message>
        <message>
            <source>&amp;Browse…</source>
            <translation>&amp;Duyệt…</translation>
        </message>
        <message>
            <source>Bro&amp;wse…</source>
            <translation>Du&amp;yệt…</translation>
        </message>
        <message>
            <source>Browse for a model folder</source>
            <translation>Duyệt tìm thư mục mô hình</translation>
        </message>
        <message>
            <source>Browse for a dataset file</source>
            <translation>Duyệt tìm tệp dữ liệu</translation>
        </message>
        <message>
            <source>One full pass of the dataset through the model, every exit recorded. Sweeps and everything you see then come from the trace, without running the model again.</source>
            <translation>Cho tập dữ liệu đi qua toàn bộ mô hình một lần và ghi lại mọi lối thoát. Sau đó, các lần quét và mọi thứ bạn thấy đều lấy từ vết, không phải chạy lại mô hình.</translation>
        </message>
        <message>
            <source>&amp;Model folder:</source>
            <translation>Thư mục &amp;mô hình:</translation>
        </message>
        <message>
            <source>&amp;Dataset file:</source>
            <translation>&amp;Tệp dữ liệu:</translation>
        </message>
        <message>
            <source>&amp;Text columns:</source>
            <translation>Cột &amp;văn bản:</translation>
        </message>
        <message>
            <source>&amp;Label column:</source>
            <translation>Cột &amp;nhãn:</translation>
        </message>
        <message>
            <source>&amp;Precision:</source>
            <translation>Định dạng &amp;số:</translation>
        </message>
        <message>
            <source>&amp;Start</source>
            <translation>&amp;Bắt đầu</translation>
        </message>
        <message>
            <source>Dataset file</source>
            <translation>Tệp dữ liệu</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TradeoffView</name>
        <message>
            <source>&amp;Show in the trade-off</source>
            <translation>Hiể&amp;n thị trên biểu đồ đánh đổi</translation>
        </message>
        <message>
            <source>What every point is held against</source>
            <translation>Mốc so sánh của mọi điểm</translation>
        </message>
        <message>
            <source>Every example leaves at one layer</source>
            <translation>Mọi mẫu đều thoát ở cùng một lớp</translation>
        </message>
        <message>
            <source>&amp;Oracle</source>
            <translation>&amp;Oracle</translation>
        </message>
        <message>
            <source>Leaves at the first exit that is right</source>
            <translation>Thoát ở lối thoát đầu tiên trả lời đúng</translation>
        </message>
        <message>
            <source>Oracle of &amp;agreement</source>
            <translation>Oracle đồn&amp;g thuận</translation>
        </message>
        <message>
            <source>Leaves at the first exit that agrees with the full model</source>
            <translation>Thoát ở lối thoát đầu tiên khớp với mô hình đầy đủ</translation>
        </message>
        <message>
            <source>&amp;Show</source>
            <translation>Hiể&amp;n thị</translation>
        </message>
        <message>
            <source>What is shown beside the curves</source>
            <translation>Những gì được hiển thị bên cạnh các đường cong</translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) are left out: their time was not measured. “exitscope execute --store …” runs a policy for real and measures it.</source>
            <translation>
                <numerusform>Bỏ qua %n lượt chạy: chưa đo thời gian. “exitscope execute --store …” chạy chính sách thật và đo thời gian.</numerusform>
            </translation>
        </message>
        <message>
            <source>There are no bands: %1</source>
            <translation>Không có dải bootstrap: %1</translation>
        </message>
        <message>
            <source>&amp;Log scale</source>
            <translation>Thang l&amp;ogarit</translation>
        </message>
        <message>
            <source>All &amp;outcomes</source>
            <translation>&amp;Mọi kết quả</translation>
        </message>
        <message>
            <source>Bootstrap &amp;bands</source>
            <translation>&amp;Dải bootstrap</translation>
        </message>
        <message>
            <source>Show every outcome of an exact sweep, not only the best for its cost</source>
            <translation>Hiện mọi kết quả của lần quét chính xác, không chỉ kết quả tốt nhất ở cùng chi phí</translation>
        </message>
        <message>
            <source>&amp;Quality:</source>
            <translation>Chất lượn&amp;g:</translation>
        </message>
        <message>
            <source>&amp;Cost:</source>
            <translation>Chi &amp;phí:</translation>
        </message>
        <message>
            <source>&amp;Trade-off</source>
            <translation>Đánh đổ&amp;i</translation>
        </message>
        <message>
            <source>F&amp;ull model</source>
            <translation>&amp;Mô hình đầy đủ</translation>
        </message>
        <message>
            <source>Fixe&amp;d layers</source>
            <translation>Lớp &amp;cố định</translation>
        </message>
        <message>
            <source>Where frontiers and points lie in 95 % of the bootstrap draws of the examples</source>
            <translation>Vị trí của đường biên và các điểm trong 95% số lần rút mẫu bootstrap</translation>
        </message>
        <message>
            <source>Runs that differ in nothing but their model's seed as one line: their mean, with its spread around it</source>
            <translation>Gộp các lượt chạy chỉ khác nhau ở hạt giống ngẫu nhiên của mô hình thành một đường: giá trị trung bình, kèm độ phân tán quanh nó</translation>
        </message>
        <message>
            <source>Group &amp;seeds</source>
            <translation>Gộp &amp;hạt giống</translation>
        </message>
        <message>
            <source>Measured speed-up</source>
            <translation>Hệ số tăng tốc đo được</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TrainForm</name>
        <message>
            <source>Data (*.tsv *.csv *.jsonl *.txt *.conll *.conllu *.gz);;All files (*)</source>
            <translation>Dữ liệu (*.tsv *.csv *.jsonl *.txt *.conll *.conllu *.gz);;Mọi tệp (*)</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>Việc cần làm</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>Mẫu đặt sẵn</translation>
        </message>
        <message>
            <source>Training data</source>
            <translation>Dữ liệu huấn luyện</translation>
        </message>
        <message>
            <source>Dev data</source>
            <translation>Dữ liệu dev</translation>
        </message>
        <message>
            <source>Test data</source>
            <translation>Dữ liệu kiểm thử</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Tác vụ</translation>
        </message>
        <message>
            <source>Model to start from</source>
            <translation>Mô hình bắt đầu</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Số lớp</translation>
        </message>
        <message>
            <source>Layers of the new model</source>
            <translation>Số lớp của mô hình mới</translation>
        </message>
        <message>
            <source>Hidden width</source>
            <translation>Độ rộng ẩn</translation>
        </message>
        <message>
            <source>Hidden width of the new model, a multiple of its heads</source>
            <translation>Độ rộng ẩn của mô hình mới, bội của số đầu</translation>
        </message>
        <message>
            <source>Heads</source>
            <translation>Số đầu</translation>
        </message>
        <message>
            <source>Attention heads of each layer of the new model</source>
            <translation>Số đầu chú ý mỗi lớp của mô hình mới</translation>
        </message>
        <message>
            <source>Feed-forward width</source>
            <translation>Độ rộng truyền thẳng</translation>
        </message>
        <message>
            <source>Feed-forward width of the new model</source>
            <translation>Độ rộng truyền thẳng của mô hình mới</translation>
        </message>
        <message>
            <source>Regime</source>
            <translation>Cách huấn luyện</translation>
        </message>
        <message>
            <source>Gradient e&amp;quilibrium</source>
            <translation>Cân bằng gradient (&amp;Q)</translation>
        </message>
        <message>
            <source>Exit head</source>
            <translation>Đầu ra của lối thoát</translation>
        </message>
        <message>
            <source>Teacher</source>
            <translation>Mô hình thầy</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>Nhiệt độ</translation>
        </message>
        <message>
            <source>By which the teacher's logits are divided</source>
            <translation>Số mà logit của mô hình thầy được chia cho</translation>
        </message>
        <message>
            <source>Its hidden states t&amp;oo</source>
            <translation>Cả trạng thái ẩn của nó (&amp;O)</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>Độ rộng</translation>
        </message>
        <message>
            <source>Heads that are kept</source>
            <translation>Số đầu được giữ</translation>
        </message>
        <message>
            <source>In every layer; each keeps its own best</source>
            <translation>Trong mỗi lớp; mỗi lớp giữ những đầu tốt nhất của nó</translation>
        </message>
        <message>
            <source>Neurons that are kept</source>
            <translation>Số nơ-ron được giữ</translation>
        </message>
        <message>
            <source>Feed-forward neurons of every layer; without a number as many of them as of the heads</source>
            <translation>Số nơ-ron truyền thẳng của mỗi lớp; không ghi số thì theo tỷ lệ của các đầu</translation>
        </message>
        <message>
            <source>Rank of the word embedding</source>
            <translation>Hạng của nhúng từ</translation>
        </message>
        <message>
            <source>0 leaves the word embedding whole; without a number it falls with the heads</source>
            <translation>0 giữ nguyên bảng nhúng từ; không ghi số thì giảm theo các đầu</translation>
        </message>
        <message>
            <source>auto</source>
            <comment>as many as of the heads</comment>
            <translation>tự động</translation>
        </message>
        <message>
            <source>Importance</source>
            <translation>Độ quan trọng</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>Số vòng</translation>
        </message>
        <message>
            <source>Passes over the training data</source>
            <translation>Số lượt qua dữ liệu huấn luyện</translation>
        </message>
        <message>
            <source>Epochs of the exits</source>
            <translation>Số vòng của các lối thoát</translation>
        </message>
        <message>
            <source>Of the second stage</source>
            <translation>Của giai đoạn hai</translation>
        </message>
        <message>
            <source>Batch</source>
            <translation>Lô</translation>
        </message>
        <message>
            <source>Examples of a step</source>
            <translation>Số mẫu của một bước</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>Tốc độ học</translation>
        </message>
        <message>
            <source>The highest; it rises to it and falls to 0, both linearly</source>
            <translation>Mức cao nhất; tăng đến đó rồi giảm về 0, đều tuyến tính</translation>
        </message>
        <message>
            <source>Longest text</source>
            <translation>Văn bản dài nhất</translation>
        </message>
        <message>
            <source>Tokens; longer texts are cut</source>
            <translation>Số token; văn bản dài hơn bị cắt</translation>
        </message>
        <message>
            <source>Early stopping</source>
            <translation>Dừng sớm</translation>
        </message>
        <message>
            <source>Dev evaluations in a row without a gain after which it stops</source>
            <translation>Số lần đánh giá dev liên tiếp không tiến bộ thì dừng</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Hạt giống</translation>
        </message>
        <message>
            <source>Of weights, order and dropout</source>
            <translation>Của trọng số, thứ tự và dropout</translation>
        </message>
        <message>
            <source>Number of seeds</source>
            <translation>Số hạt giống</translation>
        </message>
        <message>
            <source>Trainings one after the other, from this seed on, each in a folder of its own</source>
            <translation>Các lần huấn luyện nối tiếp từ hạt giống này, mỗi lần một thư mục riêng</translation>
        </message>
        <message>
            <source>Folder for the result</source>
            <translation>Thư mục kết quả</translation>
        </message>
        <message>
            <source>Train a classifier with exits</source>
            <translation>Huấn luyện bộ phân loại có lối thoát</translation>
        </message>
        <message>
            <source>Compress a model (COST-EFF)</source>
            <translation>Nén mô hình (COST-EFF)</translation>
        </message>
        <message>
            <source>Settings to start from</source>
            <translation>Thiết lập để bắt đầu</translation>
        </message>
        <message>
            <source>Its name says what dev is scored by: MCC for CoLA, accuracy and F1 for MRPC and QQP, else accuracy</source>
            <translation>Tên của nó cho biết dev được chấm bằng gì: MCC cho CoLA, độ chính xác và F1 cho MRPC và QQP, còn lại là độ chính xác</translation>
        </message>
        <message>
            <source>any, scored by accuracy</source>
            <translation>bất kỳ, chấm theo độ chính xác</translation>
        </message>
        <message>
            <source>Every layer's gradient is the mean of those of the exits above it, so that low layers are not pulled at by all</source>
            <translation>Gradient của mỗi lớp là trung bình của các lối thoát phía trên, để lớp thấp không bị mọi lối thoát kéo</translation>
        </message>
        <message>
            <source>BERxiT's: one unit for all exits learns whether each is right, for the policy “learned”</source>
            <translation>Của BERxiT: một đơn vị chung cho mọi lối thoát học xem mỗi lối có đúng không, cho chính sách “learned”</translation>
        </message>
        <message>
            <source>as in the model</source>
            <translation>như trong mô hình</translation>
        </message>
        <message>
            <source>pooler and classifier</source>
            <translation>pooler và bộ phân loại</translation>
        </message>
        <message>
            <source>classifier alone (COST-EFF)</source>
            <translation>chỉ bộ phân loại (COST-EFF)</translation>
        </message>
        <message>
            <source>Layers learn the teacher's hidden states; its width has to be the same</source>
            <translation>Các lớp học trạng thái ẩn của mô hình thầy; độ rộng phải bằng nhau</translation>
        </message>
        <message>
            <source>Half the heads: about 1/2 of the parameters</source>
            <translation>Một nửa số đầu: khoảng 1/2 tham số</translation>
        </message>
        <message>
            <source>A sixth of the heads: about 1/8</source>
            <translation>Một phần sáu số đầu: khoảng 1/8</translation>
        </message>
        <message>
            <source>As counted below</source>
            <translation>Theo số bên dưới</translation>
        </message>
        <message>
            <source>Taylor, absolute (the authors' code)</source>
            <translation>Taylor, tuyệt đối (mã của tác giả)</translation>
        </message>
        <message>
            <source>Taylor, signed (their paper)</source>
            <translation>Taylor, có dấu (bài báo)</translation>
        </message>
        <message>
            <source>Magnitude of the weights</source>
            <translation>Độ lớn trọng số</translation>
        </message>
        <message>
            <source>Random</source>
            <translation>Ngẫu nhiên</translation>
        </message>
        <message>
            <source>found by themselves</source>
            <translation>tự tìm</translation>
        </message>
        <message>
            <source>Names of the columns with text, with commas between them</source>
            <translation>Tên các cột văn bản, cách nhau bằng dấu phẩy</translation>
        </message>
        <message>
            <source>found by itself</source>
            <translation>tự tìm</translation>
        </message>
        <message>
            <source>none: dev alone</source>
            <translation>không có: chỉ dev</translation>
        </message>
        <message>
            <source>none</source>
            <translation>không có</translation>
        </message>
        <message>
            <source>as many</source>
            <translation>bằng vậy</translation>
        </message>
        <message>
            <source>all epochs</source>
            <translation>mọi vòng</translation>
        </message>
        <message>
            <source> without a gain</source>
            <comment>behind a number of evaluations</comment>
            <translation> lần không tiến bộ</translation>
        </message>
        <message>
            <source>× </source>
            <comment>before a number of trainings</comment>
            <translation>× </translation>
        </message>
        <message>
            <source>&amp;What:</source>
            <translation>&amp;Việc:</translation>
        </message>
        <message>
            <source>&amp;Preset:</source>
            <translation>&amp;Mẫu:</translation>
        </message>
        <message>
            <source>&amp;Train on:</source>
            <translation>&amp;Huấn luyện:</translation>
        </message>
        <message>
            <source>&amp;Dev:</source>
            <translation>&amp;Dev:</translation>
        </message>
        <message>
            <source>T&amp;est:</source>
            <translation>&amp;Kiểm thử:</translation>
        </message>
        <message>
            <source>Te&amp;xt columns:</source>
            <translation>Cột &amp;văn bản:</translation>
        </message>
        <message>
            <source>La&amp;bel column:</source>
            <translation>Cột &amp;nhãn:</translation>
        </message>
        <message>
            <source>Tas&amp;k:</source>
            <translation>&amp;Tác vụ:</translation>
        </message>
        <message>
            <source>&amp;Model:</source>
            <translation>&amp;Mô hình:</translation>
        </message>
        <message>
            <source>New sha&amp;pe:</source>
            <translation>&amp;Hình dạng:</translation>
        </message>
        <message>
            <source>&amp;Regime:</source>
            <translation>&amp;Cách học:</translation>
        </message>
        <message>
            <source>Exit &amp;head:</source>
            <translation>Đầ&amp;u ra:</translation>
        </message>
        <message>
            <source>Teac&amp;her:</source>
            <translation>Th&amp;ầy:</translation>
        </message>
        <message>
            <source>Temperat&amp;ure:</source>
            <translation>Nhiệt đ&amp;ộ:</translation>
        </message>
        <message>
            <source>W&amp;idth:</source>
            <translation>Độ &amp;rộng:</translation>
        </message>
        <message>
            <source>&amp;Keep:</source>
            <translation>&amp;Giữ:</translation>
        </message>
        <message>
            <source>Import&amp;ance:</source>
            <translation>Độ &amp;quan trọng:</translation>
        </message>
        <message>
            <source>Epo&amp;chs:</source>
            <translation>Số vò&amp;ng:</translation>
        </message>
        <message>
            <source>Of the e&amp;xits:</source>
            <translation>Của lối th&amp;oát:</translation>
        </message>
        <message>
            <source>&amp;Batch:</source>
            <translation>&amp;Lô:</translation>
        </message>
        <message>
            <source>Learning &amp;rate:</source>
            <translation>Tốc độ &amp;học:</translation>
        </message>
        <message>
            <source>&amp;Longest text:</source>
            <translation>&amp;Dài nhất:</translation>
        </message>
        <message>
            <source>E&amp;arly stopping:</source>
            <translation>Dừng &amp;sớm:</translation>
        </message>
        <message>
            <source>See&amp;ds:</source>
            <translation>Hạt &amp;giống:</translation>
        </message>
        <message>
            <source>&amp;Folder:</source>
            <translation>&amp;Thư mục:</translation>
        </message>
        <message>
            <source>a pre-trained or fine-tuned model</source>
            <translation>mô hình tiền huấn luyện hoặc đã tinh chỉnh</translation>
        </message>
        <message>
            <source>none: a new model</source>
            <translation>không có: mô hình mới</translation>
        </message>
        <message>
            <source>none: it is fine-tuned first</source>
            <translation>không có: sẽ tinh chỉnh trước</translation>
        </message>
        <message>
            <source>Own settings</source>
            <translation>Thiết lập riêng</translation>
        </message>
        <message>
            <source>several sources, as in the configuration</source>
            <translation>nhiều nguồn, như trong cấu hình</translation>
        </message>
        <message>
            <source>Choose a folder for the result.</source>
            <translation>Hãy chọn thư mục cho kết quả.</translation>
        </message>
        <message>
            <source>There is a training in %1 already. Choose another folder, or open that one to go on with it.</source>
            <translation>Đã có một lần huấn luyện trong %1. Hãy chọn thư mục khác, hoặc mở thư mục đó để tiếp tục.</translation>
        </message>
        <message>
            <source>Choose a file to train on.</source>
            <translation>Hãy chọn tệp để huấn luyện.</translation>
        </message>
        <message>
            <source>Choose a dev file: by it the best weights are kept.</source>
            <translation>Hãy chọn tệp dev: nhờ đó giữ lại trọng số tốt nhất.</translation>
        </message>
        <message>
            <source>There is nothing at %1.</source>
            <translation>Không có gì ở %1.</translation>
        </message>
        <message>
            <source>%1 is a folder; data is a file.</source>
            <translation>%1 là thư mục; dữ liệu phải là tệp.</translation>
        </message>
        <message>
            <source>%1 has no config.json: a model is a folder with one.</source>
            <translation>%1 không có config.json: mô hình là thư mục có tệp đó.</translation>
        </message>
        <message>
            <source>Choose the model to compress, or a teacher that is fine-tuned already.</source>
            <translation>Hãy chọn mô hình cần nén, hoặc một mô hình thầy đã tinh chỉnh.</translation>
        </message>
        <message numerus="yes">
            <source>A hidden width of %L1 cannot be shared out among %Ln head(s).</source>
            <translation>
                <numerusform>Độ rộng ẩn %L1 không chia đều được cho %Ln đầu.</numerusform>
            </translation>
        </message>
        <message>
            <source>With a learning rate of 0 nothing is learnt.</source>
            <translation>Với tốc độ học 0 thì không học được gì.</translation>
        </message>
        <message>
            <source>Learns when to lea&amp;ve</source>
            <translation>Học khi nào thì &amp;ra</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TrainView</name>
        <message>
            <source>Nothing was trained yet</source>
            <translation>Chưa huấn luyện gì</translation>
        </message>
        <message>
            <source>Choose data to train on and to judge by on the left, or drop them here, and start; a preset says the rest. A folder that a training wrote can be opened or dropped, too: its curves are shown, and it can be gone on with.</source>
            <translation>Hãy chọn dữ liệu để huấn luyện và để đánh giá ở bên trái, hoặc thả vào đây, rồi bắt đầu; mẫu đặt sẵn lo phần còn lại. Cũng có thể mở hoặc thả thư mục của một lần huấn luyện: đường cong của nó được hiện và có thể tiếp tục.</translation>
        </message>
        <message>
            <source>What to train</source>
            <translation>Huấn luyện gì</translation>
        </message>
        <message>
            <source>Start t&amp;raining</source>
            <translation>&amp;Bắt đầu huấn luyện</translation>
        </message>
        <message>
            <source>As the form says; several wait for each other</source>
            <translation>Theo biểu mẫu; nhiều lần huấn luyện chờ nhau</translation>
        </message>
        <message>
            <source>Where it was stopped; the result is as if it never was</source>
            <translation>Từ chỗ đã dừng; kết quả như chưa từng dừng</translation>
        </message>
        <message>
            <source>&amp;Pause training</source>
            <translation>Tạm &amp;dừng huấn luyện</translation>
        </message>
        <message>
            <source>Between two steps; nothing is lost</source>
            <translation>Giữa hai bước; không mất gì</translation>
        </message>
        <message>
            <source>&amp;Stop training</source>
            <translation>D&amp;ừng huấn luyện</translation>
        </message>
        <message>
            <source>What it has so far is kept, and it can be continued</source>
            <translation>Phần đã có được giữ lại, và có thể tiếp tục</translation>
        </message>
        <message>
            <source>Trace on &amp;dev</source>
            <translation>Ghi vết trên &amp;dev</translation>
        </message>
        <message>
            <source>Trace it, sweep it, and see it on the trade-off beside the model that it came from</source>
            <translation>Ghi vết, quét, và xem trên biểu đồ đánh đổi cạnh mô hình gốc</translation>
        </message>
        <message>
            <source>Trace on &amp;test</source>
            <translation>Ghi vết trên &amp;kiểm thử</translation>
        </message>
        <message>
            <source>Show &amp;folder</source>
            <translation>Hiện &amp;thư mục</translation>
        </message>
        <message>
            <source>In the desktop's file manager</source>
            <translation>Trong trình quản lý tệp</translation>
        </message>
        <message>
            <source>The folder of a training or a compression, whoever started it</source>
            <translation>Thư mục của một lần huấn luyện hoặc nén, bất kể ai bắt đầu</translation>
        </message>
        <message>
            <source>Open confi&amp;guration…</source>
            <translation>Mở &amp;cấu hình…</translation>
        </message>
        <message>
            <source>Fill the form from a file</source>
            <translation>Điền biểu mẫu từ một tệp</translation>
        </message>
        <message>
            <source>Sho&amp;w configuration</source>
            <translation>&amp;Hiện cấu hình</translation>
        </message>
        <message>
            <source>The file that the form stands for</source>
            <translation>Tệp mà biểu mẫu đại diện</translation>
        </message>
        <message>
            <source>Save configuration &amp;as…</source>
            <translation>Lưu cấu hình &amp;thành…</translation>
        </message>
        <message>
            <source>For the command line, or for another time</source>
            <translation>Cho dòng lệnh, hoặc cho lần khác</translation>
        </message>
        <message>
            <source>Copy as co&amp;mmand</source>
            <translation>Chép thành &amp;lệnh</translation>
        </message>
        <message>
            <source>The command that does the same with the configuration</source>
            <translation>Lệnh làm điều tương tự với cấu hình đó</translation>
        </message>
        <message>
            <source>Trainings</source>
            <translation>Các lần huấn luyện</translation>
        </message>
        <message>
            <source>Confi&amp;guration</source>
            <translation>&amp;Cấu hình</translation>
        </message>
        <message>
            <source>Curves</source>
            <translation>Đường cong</translation>
        </message>
        <message>
            <source>Structure</source>
            <translation>Cấu trúc</translation>
        </message>
        <message>
            <source>Trainings…</source>
            <translation>Các lần huấn luyện…</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>name, folder</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>%1 s</source>
            <comment>seconds</comment>
            <translation>%1 giây</translation>
        </message>
        <message>
            <source>%1 min %2 s</source>
            <comment>minutes, seconds</comment>
            <translation>%1 phút %2 giây</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <comment>hours, minutes</comment>
            <translation>%1 giờ %2 phút</translation>
        </message>
        <message>
            <source>%1 waits for the jobs before it.</source>
            <translation>%1 đợi các tác vụ trước nó.</translation>
        </message>
        <message>
            <source>%1 is being trained.</source>
            <translation>Đang huấn luyện %1.</translation>
        </message>
        <message>
            <source>%1 is paused.</source>
            <translation>%1 đang tạm dừng.</translation>
        </message>
        <message>
            <source>%1 was stopped before its end.</source>
            <translation>%1 đã dừng trước khi kết thúc.</translation>
        </message>
        <message>
            <source>Step %1 of %2</source>
            <translation>Bước %1 trên %2</translation>
        </message>
        <message>
            <source>%1 tokens a second</source>
            <translation>%1 token mỗi giây</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>còn %1</translation>
        </message>
        <message>
            <source>%1 on dev: %2 at the last exit, %3 on average.</source>
            <comment>metric, two numbers</comment>
            <translation>%1 trên dev: %2 ở lối thoát cuối, trung bình %3.</translation>
        </message>
        <message>
            <source>On test: %1, and %2 on average.</source>
            <translation>Trên kiểm thử: %1, trung bình %2.</translation>
        </message>
        <message>
            <source>Trained for %1.</source>
            <translation>Huấn luyện trong %1.</translation>
        </message>
        <message>
            <source>A training into this folder waits or runs already.</source>
            <translation>Một lần huấn luyện vào thư mục này đang chờ hoặc đang chạy.</translation>
        </message>
        <message>
            <source>&amp;Resume training</source>
            <translation>Chạy &amp;lại huấn luyện</translation>
        </message>
        <message>
            <source>Folder of a training</source>
            <translation>Thư mục của một lần huấn luyện</translation>
        </message>
        <message>
            <source>Open configuration</source>
            <translation>Mở cấu hình</translation>
        </message>
        <message>
            <source>Configurations (*.json);;All files (*)</source>
            <translation>Cấu hình (*.json);;Mọi tệp (*)</translation>
        </message>
        <message>
            <source>Configuration</source>
            <translation>Cấu hình</translation>
        </message>
        <message>
            <source>Save configuration as</source>
            <translation>Lưu cấu hình thành</translation>
        </message>
        <message>
            <source>Configurations (*.json)</source>
            <translation>Cấu hình (*.json)</translation>
        </message>
        <message>
            <source>Continu&amp;e training</source>
            <translation>&amp;Tiếp tục huấn luyện</translation>
        </message>
        <message>
            <source>Open a trainin&amp;g…</source>
            <translation>Mở một lần h&amp;uấn luyện…</translation>
        </message>
        <message>
            <source>Tr&amp;ain</source>
            <translation>&amp;Huấn luyện</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TrainingDesk</name>
        <message>
            <source>Compressing into %1</source>
            <translation>Đang nén vào %1</translation>
        </message>
        <message>
            <source>Training %1</source>
            <translation>Đang huấn luyện %1</translation>
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
            <translation>Từ, không phân biệt hoa thường</translation>
        </message>
        <message>
            <source>Word</source>
            <translation>Từ</translation>
        </message>
        <message>
            <source>The gold label</source>
            <translation>Nhãn chuẩn</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Nhãn</translation>
        </message>
        <message>
            <source>How many tokens are of this kind</source>
            <translation>Có bao nhiêu token thuộc loại này</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>Số lần</translation>
        </message>
        <message>
            <source>The mean layer after which they leave under A</source>
            <translation>Lớp thoát trung bình của chúng theo A</translation>
        </message>
        <message>
            <source>Mean exit</source>
            <translation>Thoát trung bình</translation>
        </message>
        <message>
            <source>The standard deviation of these layers</source>
            <translation>Độ lệch chuẩn của các lớp này</translation>
        </message>
        <message>
            <source>Spread</source>
            <translation>Độ phân tán</translation>
        </message>
        <message>
            <source>The share that leaves with the right answer</source>
            <translation>Tỷ lệ thoát với câu trả lời đúng</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Đúng</translation>
        </message>
        <message>
            <source>The mean layer after which they leave under B</source>
            <translation>Lớp thoát trung bình của chúng theo B</translation>
        </message>
        <message>
            <source>Mean exit, B</source>
            <translation>Thoát trung bình, B</translation>
        </message>
        <message>
            <source>How many layers later they leave under A than under B</source>
            <translation>Theo A chúng thoát muộn hơn theo B bao nhiêu lớp</translation>
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
            <translation>Từ</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Nhãn</translation>
        </message>
        <message>
            <source>What is counted</source>
            <translation>Đếm theo</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Lọc</translation>
        </message>
        <message>
            <source>Filter words and tags</source>
            <translation>Lọc từ và nhãn</translation>
        </message>
        <message>
            <source>Words and tags, and how they leave</source>
            <translation>Từ và nhãn, và cách chúng thoát</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Đang đếm…</translation>
        </message>
        <message numerus="yes">
            <source>%Ln tag(s)</source>
            <translation>
                <numerusform>%Ln nhãn</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln word type(s)</source>
            <translation>
                <numerusform>%Ln loại từ</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::Workspace</name>
        <message>
            <source>Tracing %1</source>
            <translation>Ghi vết %1</translation>
        </message>
        <message>
            <source>Sweeping %1</source>
            <translation>Quét %1</translation>
        </message>
        <message>
            <source>Calibrating %1</source>
            <translation>Hiệu chuẩn %1</translation>
        </message>
        <message>
            <source>Tracing the demo</source>
            <translation>Ghi vết bản demo</translation>
        </message>
        <message>
            <source>Sweeping the demo</source>
            <translation>Quét bản demo</translation>
        </message>
        <message>
            <source>Demo, entropy</source>
            <translation>Demo, entropy</translation>
        </message>
        <message>
            <source>Demo, patience</source>
            <translation>Demo, độ kiên nhẫn</translation>
        </message>
        <message>
            <source>Sweeping a cascade that begins with %1</source>
            <translation>Quét chuỗi mô hình bắt đầu từ %1</translation>
        </message>
        <message>
            <source>Resuming %1</source>
            <translation>Tiếp tục %1</translation>
        </message>
        <message>
            <source>Importing %1</source>
            <translation>Nhập %1</translation>
        </message>
        <message>
            <source>Executing %1</source>
            <translation>Đang chạy thật %1</translation>
        </message>
        <message>
            <source>Making a %1</source>
            <translation>Đang tạo %1</translation>
        </message>
        <message>
            <source>Foreseeing the exits of %1</source>
            <translation>Đang đoán trước lối thoát của %1</translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::WrittenPanel</name>
        <message>
            <source>Text under the rule</source>
            <translation>Văn bản theo quy tắc</translation>
        </message>
        <message>
            <source>Text of the full model</source>
            <translation>Văn bản của mô hình đầy đủ</translation>
        </message>
        <message>
            <source>%1: writing…</source>
            <comment>rule</comment>
            <translation>%1: đang viết…</translation>
        </message>
        <message numerus="yes">
            <source>%1: %Ln token(s), %2 of %3 layers, %4 tokens/s</source>
            <comment>rule</comment>
            <translation>
                <numerusform>%1: %Ln token, %2 trên %3 lớp, %4 token/giây</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::Callout</name>
        <message>
            <source>S&amp;kip the tour</source>
            <translation>&amp;Bỏ qua phần tham quan</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::CopyableTable</name>
        <message>
            <source>Copy</source>
            <translation>Sao chép</translation>
        </message>
        <message>
            <source>Copy as CSV</source>
            <translation>Sao chép dạng CSV</translation>
        </message>
        <message>
            <source>Copy as Markdown</source>
            <translation>Sao chép dạng Markdown</translation>
        </message>
        <message>
            <source>Copy as LaTeX</source>
            <translation>Sao chép dạng LaTeX</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::DepthLegend</name>
        <message>
            <source>Colours of the layers</source>
            <translation>Màu của các lớp</translation>
        </message>
        <message>
            <source>From layer %1, light, to layer %2, dark.</source>
            <translation>Từ lớp %1 (nhạt) đến lớp %2 (đậm).</translation>
        </message>
        <message>
            <source>early</source>
            <translation>sớm</translation>
        </message>
        <message>
            <source>late</source>
            <translation>muộn</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::ExitStripView</name>
        <message>
            <source>Exits of each sentence</source>
            <translation>Lối thoát của từng câu</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Sao chép</translation>
        </message>
        <message>
            <source>Copy as HTML</source>
            <translation>Sao chép dạng HTML</translation>
        </message>
        <message>
            <source>A</source>
            <translation>A</translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>Thoát</translation>
        </message>
        <message>
            <source>B</source>
            <translation>B</translation>
        </message>
        <message>
            <source>Prediction</source>
            <translation>Dự đoán</translation>
        </message>
        <message>
            <source>Sentence</source>
            <translation>Câu</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::InspectorPanel</name>
        <message>
            <source>Inspector</source>
            <translation>Trình kiểm tra</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Sao chép</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::JobBar</name>
        <message>
            <source>Resume</source>
            <translation>Tiếp tục</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Tạm dừng</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>cancelling…</source>
            <translation>đang hủy…</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>đang tạm dừng</translation>
        </message>
        <message>
            <source>%1/s</source>
            <translation>%1/s</translation>
        </message>
        <message>
            <source>Done.</source>
            <translation>Đã xong.</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>Đã hủy.</translation>
        </message>
        <message>
            <source>Failed.</source>
            <translation>Thất bại.</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Tiến độ</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::JobList</name>
        <message>
            <source>&amp;Pause</source>
            <translation>Tạm &amp;dừng</translation>
        </message>
        <message>
            <source>Halt the job, or hold it back while it waits</source>
            <translation>Tạm dừng tác vụ, hoặc giữ tác vụ lại khi nó đang chờ</translation>
        </message>
        <message>
            <source>&amp;Resume</source>
            <translation>T&amp;iếp tục</translation>
        </message>
        <message>
            <source>Let it go on</source>
            <translation>Cho tác vụ chạy tiếp</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>Hủ&amp;y</translation>
        </message>
        <message>
            <source>Stop the job; what it has is kept</source>
            <translation>Dừng tác vụ; kết quả đã có được giữ lại</translation>
        </message>
        <message>
            <source>Re&amp;try</source>
            <translation>Thử &amp;lại</translation>
        </message>
        <message>
            <source>Start a cancelled or failed job again; it continues where it stopped</source>
            <translation>Chạy lại tác vụ đã hủy hoặc thất bại; tác vụ tiếp tục từ chỗ đã dừng</translation>
        </message>
        <message>
            <source>C&amp;lear</source>
            <translation>Dọ&amp;n</translation>
        </message>
        <message>
            <source>Take the ended jobs off the list</source>
            <translation>Gỡ các tác vụ đã kết thúc khỏi danh sách</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>Tác vụ</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::KeyLegend</name>
        <message>
            <source>Meaning of the colours</source>
            <translation>Ý nghĩa của các màu</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::ListEditor</name>
        <message>
            <source>%1: list of values</source>
            <translation>%1: danh sách giá trị</translation>
        </message>
        <message>
            <source>Values with | between them, as on the command line</source>
            <translation>Các giá trị cách nhau bằng |, như trên dòng lệnh</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::LogModel</name>
        <message>
            <source>%1, %2</source>
            <comment>kind, source</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Thời gian</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Nguồn</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Thông báo</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::LogPanel</name>
        <message>
            <source>C&amp;opy</source>
            <translation>Sao &amp;chép</translation>
        </message>
        <message>
            <source>C&amp;lear</source>
            <translation>Dọ&amp;n</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Nhật ký</translation>
        </message>
        <message>
            <source>The selected message</source>
            <translation>Thông báo đã chọn</translation>
        </message>
        <message>
            <source>Select a message to read all of it.</source>
            <translation>Hãy chọn một thông báo để đọc toàn bộ.</translation>
        </message>
        <message>
            <source>Copy the selected messages, or all of them</source>
            <translation>Sao chép các thông báo đã chọn, hoặc tất cả</translation>
        </message>
        <message>
            <source>Empty the log</source>
            <translation>Xóa sạch nhật ký</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::MessageBar</name>
        <message>
            <source>Information</source>
            <translation>Thông tin</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Đã xong</translation>
        </message>
        <message>
            <source>Warning</source>
            <translation>Cảnh báo</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Lỗi</translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n thông báo khác</numerusform>
            </translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Chi tiết</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Sao chép</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Nhật ký</translation>
        </message>
        <message>
            <source>Everything that was said so far</source>
            <translation>Mọi thông báo cho đến nay</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>What to do about it</source>
            <translation>Cách xử lý</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::ModelChain</name>
        <message>
            <source>&amp;Cascade: further models, asked in this order where those before are not sure</source>
            <translation>&amp;Chuỗi mô hình: các mô hình tiếp theo, được hỏi theo thứ tự này khi các mô hình trước không chắc chắn</translation>
        </message>
        <message>
            <source>Further models of a cascade</source>
            <translation>Các mô hình tiếp theo của chuỗi mô hình</translation>
        </message>
        <message>
            <source>Ask this model earlier</source>
            <translation>Hỏi mô hình này sớm hơn</translation>
        </message>
        <message>
            <source>Ask this model later</source>
            <translation>Hỏi mô hình này muộn hơn</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::NumberEditor</name>
        <message>
            <source>value</source>
            <translation>giá trị</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::ParameterField</name>
        <message>
            <source>every outcome</source>
            <translation>mọi kết quả</translation>
        </message>
        <message>
            <source>range</source>
            <translation>dải giá trị</translation>
        </message>
        <message>
            <source>one value</source>
            <translation>một giá trị</translation>
        </message>
        <message>
            <source>per exit</source>
            <translation>từng lối thoát</translation>
        </message>
        <message>
            <source>list</source>
            <translation>danh sách</translation>
        </message>
        <message>
            <source>%1: form of the value</source>
            <translation>%1: dạng giá trị</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::PlotTableDialog</name>
        <message>
            <source>%1: values</source>
            <translation>%1: các giá trị</translation>
        </message>
        <message>
            <source>Values of the plot</source>
            <translation>Các giá trị của biểu đồ</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::PlotView</name>
        <message>
            <source>Copy Image</source>
            <translation>Sao chép ảnh</translation>
        </message>
        <message>
            <source>Copy Data</source>
            <translation>Sao chép dữ liệu</translation>
        </message>
        <message>
            <source>Show as Table</source>
            <translation>Hiện dạng bảng</translation>
        </message>
        <message>
            <source>Fit to Data</source>
            <translation>Vừa với dữ liệu</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Xuất…</translation>
        </message>
        <message>
            <source>Plot</source>
            <translation>Biểu đồ</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>axis title: value</comment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>none</source>
            <translation>không có</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::PolicyPanel</name>
        <message>
            <source>%1 (%2)</source>
            <comment>policy, why it cannot run</comment>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>%1:</source>
            <comment>field label</comment>
            <translation>%1:</translation>
        </message>
        <message>
            <source>Policy</source>
            <translation>Chính sách</translation>
        </message>
        <message>
            <source>No policy can run on this trace.</source>
            <translation>Không có chính sách nào chạy được trên vết này.</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>parameter: what is wrong</comment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Settings of the policy</source>
            <translation>Thiết lập của chính sách</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::RangeEditor</name>
        <message>
            <source>first</source>
            <translation>giá trị đầu</translation>
        </message>
        <message>
            <source>last</source>
            <translation>giá trị cuối</translation>
        </message>
        <message>
            <source>%1: number of values</source>
            <translation>%1: số lượng giá trị</translation>
        </message>
        <message>
            <source>to</source>
            <comment>range from first to last</comment>
            <translation>đến</translation>
        </message>
        <message>
            <source>in</source>
            <comment>so many values</comment>
            <translation>gồm</translation>
        </message>
        <message>
            <source>How many values, both ends included</source>
            <translation>Số lượng giá trị, kể cả hai đầu</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::ScrubberBar</name>
        <message>
            <source>Step Threshold Down</source>
            <translation>Giảm ngưỡng một bước</translation>
        </message>
        <message>
            <source>Step Threshold Up</source>
            <translation>Tăng ngưỡng một bước</translation>
        </message>
        <message>
            <source>Policy Settin&amp;gs…</source>
            <translation>Thiết lậ&amp;p chính sách…</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>Ngưỡng</translation>
        </message>
        <message>
            <source>Policy</source>
            <translation>Chính sách</translation>
        </message>
        <message>
            <source>Policy settings</source>
            <translation>Thiết lập chính sách</translation>
        </message>
        <message>
            <source>The further parameters of the rule under the slider</source>
            <translation>Các tham số khác của quy tắc trên thanh trượt</translation>
        </message>
        <message>
            <source>%1; [ and ] step it</source>
            <translation>%1; nhấn [ và ] để dịch từng bước</translation>
        </message>
        <message>
            <source>%1×</source>
            <comment>speed-up</comment>
            <translation>%1×</translation>
        </message>
        <message>
            <source>Speed-up over the full model</source>
            <translation>Hệ số tăng tốc so với mô hình đầy đủ</translation>
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
            <translation>Giá trị nhỏ hơn kế tiếp làm thay đổi kết quả</translation>
        </message>
        <message>
            <source>The next higher value at which something changes</source>
            <translation>Giá trị lớn hơn kế tiếp làm thay đổi kết quả</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::SweepDialog</name>
        <message>
            <source>Copy Co&amp;mmand Line</source>
            <translation>Sao chép &amp;dòng lệnh</translation>
        </message>
        <message>
            <source>Add a policy to try.</source>
            <translation>Hãy thêm một chính sách để thử.</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <comment>policy, what is wrong</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>%1 is there twice with the same settings.</source>
            <translation>%1 xuất hiện hai lần với cùng thiết lập.</translation>
        </message>
        <message>
            <source>Sweep</source>
            <translation>Quét</translation>
        </message>
        <message>
            <source>Policies to try on %1</source>
            <translation>Các chính sách cần thử trên %1</translation>
        </message>
        <message>
            <source>The same on the command line</source>
            <translation>Dòng lệnh tương ứng</translation>
        </message>
        <message>
            <source>made from the policies</source>
            <translation>tạo từ các chính sách</translation>
        </message>
        <message>
            <source>&amp;Name of the run:</source>
            <translation>Tê&amp;n lượt chạy:</translation>
        </message>
        <message>
            <source>&amp;Start Sweep</source>
            <translation>&amp;Bắt đầu quét</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::SweepList</name>
        <message>
            <source>Policies of this sweep</source>
            <translation>Các chính sách của lần quét này</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Thêm</translation>
        </message>
        <message>
            <source>Add a policy</source>
            <translation>Thêm chính sách</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>Nhân bản</translation>
        </message>
        <message>
            <source>Duplicate the policy</source>
            <translation>Nhân bản chính sách</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Gỡ bỏ</translation>
        </message>
        <message>
            <source>Remove the policy</source>
            <translation>Gỡ bỏ chính sách</translation>
        </message>
        <message>
            <source>Move the policy up</source>
            <translation>Chuyển chính sách lên</translation>
        </message>
        <message>
            <source>Move the policy down</source>
            <translation>Chuyển chính sách xuống</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <comment>action, its shortcut</comment>
            <translation>%1 (%2)</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::TokenTextView</name>
        <message>
            <source>Tokens with their exits</source>
            <translation>Các token cùng lối thoát</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Sao chép</translation>
        </message>
        <message>
            <source>Copy as HTML</source>
            <translation>Sao chép dạng HTML</translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::VectorEditor</name>
        <message>
            <source>exit %1</source>
            <translation>lối thoát %1</translation>
        </message>
        <message>
            <source>%1:</source>
            <comment>number of an exit</comment>
            <translation>%1:</translation>
        </message>
    </context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>DetailText</name>
    <message>
        <source>“exitscope execute” runs the policy for real and measures it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers of the full model over the mean exit layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wall, batch 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wall, packed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean exit layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the 95 % bootstrap interval over the examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLOPs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLOPs spent, every tried exit head included, over those of the full model; real lengths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the full model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FigureText</name>
    <message>
        <source>One column (3.25 in)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two columns (6.75 in)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ACL, one column (7.7 cm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ACL, two columns (16.0 cm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CVPR, one column (3.25 in)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CVPR, two columns (6.875 in)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slide, 16:9</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobText</name>
    <message>
        <source>%1 s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayersView</name>
    <message>
        <source>Quality by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit after layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every example leaves here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>those that leave here under %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>layer %1: %Ln leave(s) here, %2 of them right</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LensWords</name>
    <message>
        <source>where B leaves (layer %1), with another answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where B leaves (layer %1), with the same answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earlier than B (layer %1), with another answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>earlier than B (layer %1), with the same answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>later than B (layer %1), with another answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>later than B (layer %1), with the same answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>Information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OfferText</name>
    <message>
        <source>At most %1 points (every distinct outcome is one), %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 points, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlotText</name>
    <message>
        <source>Calibration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Risk: right answers lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Risk: answers changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer %1: %2 of %3 units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) left out: a logarithmic axis cannot show values of 0 or less.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) left out: not a number.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Heat map of %1: %2 against %3, %4 by %5 cells.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Plot of %1 against %2: %3, %4.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Example %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StripText</name>
    <message>
        <source>gold %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StripWords</name>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Exit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SweepText</name>
    <message>
        <source>“%1” is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not between %2 and %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes one value for all exits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 values for %2 exits; give one for each, or for each but the last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is neither true nor false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not one of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a count of 2 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A range goes from the smaller to the larger number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 values from %2 to %3 are not all whole numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“exact” is for thresholds only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A range is written first:last:count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values from %1 to %2 are usual; nothing changes much beyond them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no setting “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>parameter: what is wrong</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::AboutDialog</name>
    <message>
        <source>About Exitscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;h3&gt;Exitscope %1&lt;/h3&gt;&lt;p&gt;How deep must each input travel through the network before the answer is good enough, and what does stopping there buy?&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;opy the versions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::CalibrationView</name>
    <message>
        <source>has no order from safe to early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Calibrate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Use as Operating Point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The risk that is tolerated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the guarantee may fail, over the calibration draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples that go to the calibration half; the others test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the earliest setting whose risk is kept, with a guarantee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the scrubber to the calibrated setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>consistency: answers changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>risk: right answers lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hoeffding–Bentkus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hoeffding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hoeffding, KL form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bentkus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>binomial (losses of 0 and 1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fixed sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bonferroni</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P-value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference that counts as 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Loss:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts as &amp;1:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delta:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Epsilon:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;P-value:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;rocedure:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Share:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See&amp;d:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrations in the store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guarantee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the test half says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No calibration yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No trace is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what may go wrong, and how often: the earliest setting that keeps to it is found by Learn then Test, with a guarantee over the draw of the calibration half.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a trace to calibrate a policy on it, or choose a calibration of the store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept calibrations…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>name, when</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen: %1 with %2 = %3.</source>
        <comment>policy, parameter = value</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a trace first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delta lies between 0 and 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epsilon lies between 0 and 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share lies between 0 and 1: both halves need examples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which difference counts as 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The binomial p-value is for losses of 0 and 1; choose Hoeffding–Bentkus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A risk needs labels, and this trace has none; consistency does not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calib&amp;rate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::CommandFinder</name>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of a command&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1    (%2)</source>
        <comment>command, keys</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::CompareFiguresModel</name>
    <message>
        <source>%1 to %2</source>
        <comment>ends of an interval</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLOPs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2× fewer %3</source>
        <comment>accuracy at 2× fewer FLOPs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of %1 at %2 %3</source>
        <comment>share of FLOPs at accuracy 0.9</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, among the best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this run is right on %1, only the baseline on %2. Exact p %3, χ² %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best point within the cost: %1, cost %2, %3 %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s frontier does not reach this budget.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less the baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>McNemar p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating point</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::CompareFiguresPage</name>
    <message>
        <source>Figures at equal cost and at equal quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as tab-separated values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as LaTeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not tested against the baseline: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % intervals of %2 paired bootstrap draws. Bold is the best and what the paired bootstrap cannot tell from it; nothing is where all are alike. McNemar&apos;s test is of the best point of either run within the cost.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::CompareFlipsModel</name>
    <message>
        <source>%1 %2, layer %3</source>
        <comment>a tick or cross, what was said, where</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::CompareFlipsPage</name>
    <message>
        <source>Select &amp;all of these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open their trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples on which the runs differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;t:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;how:</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All %Ln that differ</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only “%1” right: %Ln</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The two runs are right and wrong on the same examples here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another trace is open: open the runs&apos; own to see these examples in the other views.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::CompareSettingsModel</name>
    <message>
        <source>What was asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model and data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exitscope version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Padded to (tokens)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact points kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bootstrap draws</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bootstrap seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” against the baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (baseline)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::CompareSettingsPage</name>
    <message>
        <source>Show &amp;equal settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings that are left out of this table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show “%1” again</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n ignored</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The settings of these runs are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n equal setting(s) hidden.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Ignore “%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::CompareView</name>
    <message>
        <source>Nothing to compare yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select two to six runs in the library to lay them beside each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Baseline:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;gainst it:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quality:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cost:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At speed-&amp;ups:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At quali&amp;ties:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLOPs where known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quality is compared at these speed-ups; separate them by spaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>e.g. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cost is compared at these values of the quality; separate them by spaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At equal cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differing examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are selected; the first %1 are compared.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>number and name of a run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type speed-ups above 0 or values of the quality, with spaces between: 1.5 2 3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a speed-up to compare at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another run to hold against the baseline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be laid on the baseline&apos;s examples: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has no operating point that cheap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the comparison as LaTe&amp;X</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table for a paper, whose bold figures follow the paired tests</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::DetailText</name>
    <message>
        <source>%1 ± %2</source>
        <comment>value, half of its interval</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::ExportDialog</name>
    <message>
        <source>PDF (vector)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG (vector)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG (pixels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (the numbers)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TeX (pgfplots, with CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> pt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> dpi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Grey, as a printer will show it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview of the figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Preset:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Width:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Height:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ont:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Text size:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Resolution:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::HelpWindow</name>
    <message>
        <source>Exitscope help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the manual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No page has “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::JobListModel</name>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no progress for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::LayersView</name>
    <message>
        <source>&amp;Layers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::LibraryModel</name>
    <message>
        <source>unfinished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln unit(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n exit(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2
Model: %3
Dataset: %4
Policies: %5
%6, %7</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>exitscope::app::LibraryPanel</name>
    <message>
        <source>&amp;Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::MainWindow</name>
    <message>
        <source>Nothing is open yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace a model over a dataset, open a trace or a store of runs, or drop any of them on this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is still running. Stop it and close? What it has so far is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New store…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start an empty store of runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open store…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a store of runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;trace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a trace file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bundled model and corpus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save store as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the open store to another file and go on there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is open comes back at the next start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in the view, or else in the sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the &amp;library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only what has the words that you type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring this view to the front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything in the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide this part of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every dock back to its usual place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Trace a model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One full pass of a dataset through a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sweep policies…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate policies over the open trace and keep the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause or resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Halt the running job, or let it go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the running job; what it has is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Figure…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plot in view as PDF, SVG, PNG, CSV or TeX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store was saved as %1, which is open now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running job keeps writing to the store before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) moved to the bin.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>“exitscope runs restore” brings them back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores (*.db)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stores (*.db);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traces (*.trace *.safetensors);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no figure in this view to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean exit %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lo&amp;g</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View &gt; Jobs starts it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it had is kept; starting it again continues there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished after %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No progress for %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n more waiting)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>no progress for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a &amp;command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any action by parts of its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the keyboard to the next part of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the keyboard to the part before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;references…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language, theme, colours, draws, threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help on this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page of the manual about the part with the keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manual from its first page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard and mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every key, and what the mouse does in a plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What is this?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click on anything to be told what it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tour of the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three steps through the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Exitscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions of all parts, to be copied into a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>tip, keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The operating point: a policy and its threshold. Drag the slider, or press [ and ], and every view shows where the examples leave now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs, traces, models and datasets. Selected runs are shown in every view; a double click opens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All figures of the operating point, with 95 % bootstrap intervals once it rests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stopping early buys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every point is a threshold: quality upwards, cost along. A click on a point makes it the operating point; the wheel zooms, a double click shows everything again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The live operating point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag the slider, or press [ and ]. Every example is decided again, exactly, and every view follows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where each sentence leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One strip for each sentence, coloured by the layer where it leaves. F1 explains whatever has the keyboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trace %1 is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File &gt; Open trace… finds it at its new place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be read; the defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What could not be read is kept as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store %1 is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File &gt; Open store… finds it at its new place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the store as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Librar&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;set layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::OfferText</name>
    <message>
        <source>less than a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>not defined for regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only for regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs labels, and this trace has none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs the similarity of states, and this trace has none; trace the model again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs the scores of learned exits, and this trace has none; trace a model that has them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs several complete models traced on the same dataset; give their traces to exitscope sweep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::PlotText</name>
    <message>
        <source>not tested: one before it failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed: the risk is at most delta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed: a risk above delta cannot be ruled out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 = %2
risk %3, at most %4
p = %5
mean exit %6
%7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>upper bound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>risk on the calibration half</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delta = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test half</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrated on %1 examples, held out %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There the risk is %1 (delta %2), the mean exit %3, a speed-up of %4× by layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, with the full model %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each exit alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: each exit alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>those leaving there, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: those leaving there, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>layer %1: %n unit(s) leave, %2 of them right</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>mean exit %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>speed-up %1×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the full model&apos;s FLOPs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured %1× in packed batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured %1× one at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed-up by layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FLOPs relative to the full model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean exit layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured time relative to the full model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matthews correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pearson correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spearman correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of accuracy and F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of Pearson and Spearman correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, 95 % of draws</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fixed layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>full model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>oracle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>oracle of agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trade-off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::PreferencesDialog</name>
    <message>
        <source>&amp;Tell the desktop when a long job has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desktop&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>One for each of the %n core(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Only for jobs of more than 20 seconds, and only while this window is not in front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of menus, views and messages, and of how numbers are written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;heme:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark; figures for papers are always on white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Depth colours:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For exit layers, early to late; both are fit for colour-blind readers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Bootstrap draws:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For bands and intervals: more draws, steadier ends, longer waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Worker threads:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many cores computing may take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes when Exitscope is started again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::TokensView</name>
    <message>
        <source>As in the dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Easiest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlike the full model first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in text and tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentences with their exits</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln sentence(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>To&amp;kens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::Tour</name>
    <message>
        <source>%1 (%2 of %3)</source>
        <comment>title, step, steps</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::TraceDialog</name>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>32-bit floating point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bfloat16, faster; checks itself on a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found by itself; else names, separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bro&amp;wse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse for a model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse for a dataset file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One full pass of the dataset through the model, every exit recorded. Sweeps and everything you see then come from the trace, without running the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Model folder:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dataset file:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Text columns:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Label column:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Precision:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datasets (*.tsv *.csv *.jsonl *.json *.txt *.safetensors *.gz);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model: a folder with config.json and weights, or a TorchScript file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model folder does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no config.json in the model folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a dataset: TSV, CSV, JSON lines, text or safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dataset file does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::TradeoffView</name>
    <message>
        <source>&amp;Show in the trade-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where each point lies in 95 % of the bootstrap draws of the examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What every point is held against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every example leaves at one layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Oracle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves at the first exit that is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oracle of &amp;agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves at the first exit that agrees with the full model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown beside the curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) are left out: their time was not measured. “exitscope execute --store …” runs a policy for real and measures it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There are no bands: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Log scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All &amp;outcomes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bootstrap &amp;bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show every outcome of an exact sweep, not only the best for its cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quality:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cost:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trade-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (scrubber)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 = %3
%4: %5
speed-up by layers: %6×
mean exit: %7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Trade-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ull model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fixe&amp;d layers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::app::Workspace</name>
    <message>
        <source>Tracing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweeping %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrating %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracing the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweeping the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo, entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo, patience</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::Callout</name>
    <message>
        <source>S&amp;kip the tour</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::CopyableTable</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as LaTeX</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::DepthLegend</name>
    <message>
        <source>Colours of the layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From layer %1, light, to layer %2, dark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::ExitStripView</name>
    <message>
        <source>Exits of each sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::InspectorPanel</name>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::JobBar</name>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::JobList</name>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Halt the job, or hold it back while it waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the job; what it has is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a cancelled or failed job again; it continues where it stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the ended jobs off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::KeyLegend</name>
    <message>
        <source>Meaning of the colours</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::ListEditor</name>
    <message>
        <source>%1: list of values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values with | between them, as on the command line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::LogModel</name>
    <message>
        <source>%1, %2</source>
        <comment>kind, source</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::LogPanel</name>
    <message>
        <source>C&amp;opy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a message to read all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected messages, or all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty the log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::MessageBar</name>
    <message>
        <source>Information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that was said so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::NumberEditor</name>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::ParameterField</name>
    <message>
        <source>every outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per exit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: form of the value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::PlotTableDialog</name>
    <message>
        <source>%1: values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of the plot</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::PlotView</name>
    <message>
        <source>Copy Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit to Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>axis title: value</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::PolicyPanel</name>
    <message>
        <source>%1 (%2)</source>
        <comment>policy, why it cannot run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1:</source>
        <comment>field label</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No policy can run on this trace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>parameter: what is wrong</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the policy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::RangeEditor</name>
    <message>
        <source>first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: number of values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <comment>range from first to last</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in</source>
        <comment>so many values</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many values, both ends included</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::ScrubberBar</name>
    <message>
        <source>Step Threshold Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step Threshold Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy Settin&amp;gs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policy settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The further parameters of the rule under the slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; [ and ] step it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1×</source>
        <comment>speed-up</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed-up over the full model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ± %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>metric, value</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next lower value at which something changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next higher value at which something changes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::SweepDialog</name>
    <message>
        <source>Copy Co&amp;mmand Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>action, its shortcut</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate the policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the policy up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the policy down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a policy to try.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>policy, what is wrong</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is there twice with the same settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policies to try on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policies of this sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same on the command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made from the policies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name of the run:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start Sweep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exitscope::widgets::VectorEditor</name>
    <message>
        <source>exit %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1:</source>
        <comment>number of an exit</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>

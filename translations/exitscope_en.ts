<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>CopyWords</name>
        <message numerus="yes">
            <source>… and %Ln more paragraph(s)</source>
            <translation>
                <numerusform>… and %Ln more paragraph</numerusform>
                <numerusform>… and %Ln more paragraphs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HashText</name>
        <message numerus="yes">
            <source>hash by %1, %Ln bucket(s)</source>
            <translation>
                <numerusform>hash by %1, %Ln bucket</numerusform>
                <numerusform>hash by %1, %Ln buckets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OfferText</name>
        <message numerus="yes">
            <source>about %n second(s)</source>
            <translation>
                <numerusform>about %n second</numerusform>
                <numerusform>about %n seconds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n minute(s)</source>
            <translation>
                <numerusform>about %n minute</numerusform>
                <numerusform>about %n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlotText</name>
        <message numerus="yes">
            <source>%n point(s) left out: a logarithmic axis cannot show values of 0 or less.</source>
            <translation>
                <numerusform>%n point left out: a logarithmic axis cannot show values of 0 or less.</numerusform>
                <numerusform>%n points left out: a logarithmic axis cannot show values of 0 or less.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n point(s) left out: not a number.</source>
            <translation>
                <numerusform>%n point left out: not a number.</numerusform>
                <numerusform>%n points left out: not a number.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n series</source>
            <translation>
                <numerusform>%n series</numerusform>
                <numerusform>%n series</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n point(s)</source>
            <translation>
                <numerusform>%n point</numerusform>
                <numerusform>%n points</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s) first right after layer %1, wrong at the end, and right where they leave</source>
            <translation>
                <numerusform>%Ln unit first right after layer %1, wrong at the end, and right where it leaves</numerusform>
                <numerusform>%Ln units first right after layer %1, wrong at the end, and right where they leave</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s) first right after layer %1, wrong at the end, and wrong where they leave</source>
            <translation>
                <numerusform>%Ln unit first right after layer %1, wrong at the end, and wrong where it leaves</numerusform>
                <numerusform>%Ln units first right after layer %1, wrong at the end, and wrong where they leave</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unit(s) are right at some exit and wrong at the last</source>
            <translation>
                <numerusform>%n unit is right at some exit and wrong at the last</numerusform>
                <numerusform>%n units are right at some exit and wrong at the last</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>layer %1: %n unit(s) leave, %2 of them right</source>
            <translation>
                <numerusform>layer %1: %n unit leave, %2 of them right</numerusform>
                <numerusform>layer %1: %n units leave, %2 of them right</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>confidence %1 to %2: %Ln unit(s), sure of %3, right %4</source>
            <translation>
                <numerusform>confidence %1 to %2: %Ln unit, sure of %3, right %4</numerusform>
                <numerusform>confidence %1 to %2: %Ln units, sure of %3, right %4</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>layer %1: %Ln unit(s) leave there, %2 of them right</source>
            <translation>
                <numerusform>layer %1: %Ln unit leave there, %2 of them right</numerusform>
                <numerusform>layer %1: %Ln units leave there, %2 of them right</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1, layer %2: %Ln unit(s)</source>
            <translation>
                <numerusform>%1, layer %2: %Ln unit</numerusform>
                <numerusform>%1, layer %2: %Ln units</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>mean of %Ln text(s), %1</source>
            <translation>
                <numerusform>mean of %Ln text, %1</numerusform>
                <numerusform>mean of %Ln texts, %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>token %1: layer %2 on average of %Ln text(s)</source>
            <translation>
                <numerusform>token %1: layer %2 in %Ln text</numerusform>
                <numerusform>token %1: layer %2 on average of %Ln texts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln layer(s)</source>
            <translation>
                <numerusform>%Ln layer</numerusform>
                <numerusform>%Ln layers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RunEdit</name>
        <message numerus="yes">
            <source>deleting %n run(s)</source>
            <translation>
                <numerusform>deleting %n run</numerusform>
                <numerusform>deleting %n runs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>restoring %n run(s)</source>
            <translation>
                <numerusform>restoring %n run</numerusform>
                <numerusform>restoring %n runs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SliceEdit</name>
        <message numerus="yes">
            <source>tagging %n example(s)</source>
            <translation>
                <numerusform>tagging %n example</numerusform>
                <numerusform>tagging %n examples</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>untagging %n example(s)</source>
            <translation>
                <numerusform>untagging %n example</numerusform>
                <numerusform>untagging %n examples</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StripWords</name>
        <message numerus="yes">
            <source>… and %Ln more</source>
            <translation>
                <numerusform>… and %Ln more</numerusform>
                <numerusform>… and %Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WrittenWords</name>
        <message numerus="yes">
            <source>%Ln token(s) through %1 of %2 layers on average, %3 a second.</source>
            <translation>
                <numerusform>%Ln token through %1 of %2 layers, %3 a second.</numerusform>
                <numerusform>%Ln tokens through %1 of %2 layers on average, %3 a second.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) through %1 of %2 layers on average, %3 a second: %4 times the full model's speed, with %5 % of its operations.</source>
            <translation>
                <numerusform>%Ln token through %1 of %2 layers, %3 a second: %4 times the full model's speed, with %5 % of its operations.</numerusform>
                <numerusform>%Ln tokens through %1 of %2 layers on average, %3 a second: %4 times the full model's speed, with %5 % of its operations.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln text(s) of %1 are the full model's.</source>
            <translation>
                <numerusform>%Ln text of %1 is the full model's.</numerusform>
                <numerusform>%Ln texts of %1 are the full model's.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) are not in the full model's text; the texts part at token %1.</source>
            <translation>
                <numerusform>%Ln token is not in the full model's text; the texts part at token %1.</numerusform>
                <numerusform>%Ln tokens are not in the full model's text; the texts part at token %1.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::AtlasPanel</name>
        <message numerus="yes">
            <source>Right early, wrong at the end: %Ln overthinker(s), %1 of those with a label; this operating point saves %2.</source>
            <translation>
                <numerusform>Right early, wrong at the end: %Ln overthinker, %1 of those with a label; this operating point saves %2.</numerusform>
                <numerusform>Right early, wrong at the end: %Ln overthinkers, %1 of those with a label; this operating point saves %2.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::BinDialog</name>
        <message numerus="yes">
            <source>%n run(s) will be removed for good. This cannot be undone.</source>
            <translation>
                <numerusform>%n run will be removed for good. This cannot be undone.</numerusform>
                <numerusform>%n runs will be removed for good. This cannot be undone.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CalibrationForm</name>
        <message numerus="yes">
            <source>%n text(s) that %1 wrote for %2</source>
            <translation>
                <numerusform>%n text that %1 wrote for %2</numerusform>
                <numerusform>%n texts that %1 wrote for %2</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareFlipsPage</name>
        <message numerus="yes">
            <source>All %Ln that differ</source>
            <translation>
                <numerusform>All %Ln that differ</numerusform>
                <numerusform>All %Ln that differ</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Only “%1” right: %Ln</source>
            <translation>
                <numerusform>Only “%1” right: %Ln</numerusform>
                <numerusform>Only “%1” right: %Ln</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareSettingsPage</name>
        <message numerus="yes">
            <source>%n ignored</source>
            <translation>
                <numerusform>%n ignored</numerusform>
                <numerusform>%n ignored</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n equal setting(s) hidden.</source>
            <translation>
                <numerusform>%n equal setting hidden.</numerusform>
                <numerusform>%n equal settings hidden.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::CompareView</name>
        <message numerus="yes">
            <source>%n run(s) are selected; the first %1 are compared.</source>
            <translation>
                <numerusform>%n run is selected; the first %1 are compared.</numerusform>
                <numerusform>%n runs are selected; the first %1 are compared.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::DifficultyModel</name>
        <message numerus="yes">
            <source>%n training(s), %1 s in all.</source>
            <translation>
                <numerusform>%n training, %1 s in all.</numerusform>
                <numerusform>%n trainings, %1 s in all.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::ExamplesView</name>
        <message numerus="yes">
            <source>%Ln row(s) are too many for the clipboard: export them as CSV instead.</source>
            <translation>
                <numerusform>%Ln row is too much for the clipboard: export it as CSV instead.</numerusform>
                <numerusform>%Ln rows are too many for the clipboard: export them as CSV instead.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Name for the %Ln selected example(s):</source>
            <translation>
                <numerusform>Name for the %Ln selected example:</numerusform>
                <numerusform>Name for the %Ln selected examples:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Name for the %Ln example(s) shown:</source>
            <translation>
                <numerusform>Name for the %Ln example shown:</numerusform>
                <numerusform>Name for the %Ln examples shown:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Tag for %Ln example(s):</source>
            <translation>
                <numerusform>Tag for %Ln example:</numerusform>
                <numerusform>Tag for %Ln examples:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln row(s) written to %1</source>
            <translation>
                <numerusform>%Ln row written to %1</numerusform>
                <numerusform>%Ln rows written to %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::FigurePreview</name>
        <message numerus="yes">
            <source>… and so on: %n line(s) in all.</source>
            <translation>
                <numerusform>… and so on: %n line in all.</numerusform>
                <numerusform>… and so on: %n lines in all.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::GenerateView</name>
        <message numerus="yes">
            <source>Stopped after %Ln token(s).</source>
            <translation>
                <numerusform>Stopped after %Ln token.</numerusform>
                <numerusform>Stopped after %Ln tokens.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) under the rule; the full model is writing…</source>
            <translation>
                <numerusform>%Ln token under the rule; the full model is writing…</numerusform>
                <numerusform>%Ln tokens under the rule; the full model is writing…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Writing: %Ln token(s)…</source>
            <translation>
                <numerusform>Writing: %Ln token…</numerusform>
                <numerusform>Writing: %Ln tokens…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s) of the prompt were cut to leave room in the model's positions.</source>
            <translation>
                <numerusform>%Ln token of the prompt was cut to leave room in the model's positions.</numerusform>
                <numerusform>%Ln tokens of the prompt were cut to leave room in the model's positions.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::HashWindow</name>
        <message numerus="yes">
            <source>%Ln entry(s)</source>
            <translation>
                <numerusform>%Ln entry</numerusform>
                <numerusform>%Ln entries</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::JobDocks</name>
        <message numerus="yes">
            <source>%1 (%n more waiting)</source>
            <translation>
                <numerusform>%1 (%n more waiting)</numerusform>
                <numerusform>%1 (%n more waiting)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::LayersView</name>
        <message numerus="yes">
            <source>%Ln unit(s)</source>
            <translation>
                <numerusform>%Ln unit</numerusform>
                <numerusform>%Ln units</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln unit(s), %1 %</source>
            <translation>
                <numerusform>%Ln unit, %1 %</numerusform>
                <numerusform>%Ln units, %1 %</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::LibraryModel</name>
        <message numerus="yes">
            <source>%Ln unit(s)</source>
            <translation>
                <numerusform>%Ln unit</numerusform>
                <numerusform>%Ln units</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n exit(s)</source>
            <translation>
                <numerusform>%n exit</numerusform>
                <numerusform>%n exits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln point(s)</source>
            <translation>
                <numerusform>%Ln point</numerusform>
                <numerusform>%Ln points</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::MainWindow</name>
        <message numerus="yes">
            <source>%n run(s) moved to the bin.</source>
            <translation>
                <numerusform>%n run moved to the bin.</numerusform>
                <numerusform>%n runs moved to the bin.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) are in %1.</source>
            <translation>
                <numerusform>%n file is in %1.</numerusform>
                <numerusform>%n files are in %1.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) of this figure are not in the open store: %1. Open the store that has them, then the figure again.</source>
            <translation>
                <numerusform>%n run of this figure is not in the open store: %1. Open the store that has it, then the figure again.</numerusform>
                <numerusform>%n runs of this figure are not in the open store: %1. Open the store that has them, then the figure again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n run(s) imported.</source>
            <translation>
                <numerusform>%n run imported.</numerusform>
                <numerusform>%n runs imported.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sweep(s) did not come to an end: the program was stopped.</source>
            <translation>
                <numerusform>%n sweep did not come to an end: the program was stopped.</numerusform>
                <numerusform>%n sweeps did not come to an end: the program was stopped.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) wait for the store; the window closes once they are kept.</source>
            <translation>
                <numerusform>%Ln change waits for the store; the window closes once it is kept.</numerusform>
                <numerusform>%Ln changes wait for the store; the window closes once they are kept.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) could not be written to the store. Save a copy of the store that has them?</source>
            <translation>
                <numerusform>%Ln change could not be written to the store. Save a copy of the store that has it?</numerusform>
                <numerusform>%Ln changes could not be written to the store. Save a copy of the store that has them?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::PreferencesDialog</name>
        <message numerus="yes">
            <source>One for each of the %n core(s)</source>
            <translation>
                <numerusform>One for each of the %n core</numerusform>
                <numerusform>One for each of the %n cores</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::RunCard</name>
        <message numerus="yes">
            <source>%n run(s) selected</source>
            <translation>
                <numerusform>%n run selected</numerusform>
                <numerusform>%n runs selected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TokensView</name>
        <message numerus="yes">
            <source>%Ln sentence(s)</source>
            <translation>
                <numerusform>%Ln sentence</numerusform>
                <numerusform>%Ln sentences</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln token(s)</source>
            <translation>
                <numerusform>%Ln token</numerusform>
                <numerusform>%Ln tokens</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln token(s)</source>
            <translation>
                <numerusform>%1 of %Ln token</numerusform>
                <numerusform>%1 of %Ln tokens</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln sentence(s)</source>
            <translation>
                <numerusform>%1 of %Ln sentence</numerusform>
                <numerusform>%1 of %Ln sentences</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln found</source>
            <translation>
                <numerusform>%Ln found</numerusform>
                <numerusform>%Ln found</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TradeoffView</name>
        <message numerus="yes">
            <source>%n run(s) are left out: their time was not measured. “exitscope execute --store …” runs a policy for real and measures it.</source>
            <translation>
                <numerusform>%n run is left out: its time was not measured. “exitscope execute --store …” runs a policy for real and measures it.</numerusform>
                <numerusform>%n runs are left out: their time was not measured. “exitscope execute --store …” runs a policy for real and measures it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TrainForm</name>
        <message numerus="yes">
            <source>A hidden width of %L1 cannot be shared out among %Ln head(s).</source>
            <translation>
                <numerusform>A hidden width of %L1 cannot be shared out among %Ln head.</numerusform>
                <numerusform>A hidden width of %L1 cannot be shared out among %Ln heads.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::TypesPanel</name>
        <message numerus="yes">
            <source>%Ln tag(s)</source>
            <translation>
                <numerusform>%Ln tag</numerusform>
                <numerusform>%Ln tags</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln word type(s)</source>
            <translation>
                <numerusform>%Ln word type</numerusform>
                <numerusform>%Ln word types</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::app::WrittenPanel</name>
        <message numerus="yes">
            <source>%1: %Ln token(s), %2 of %3 layers, %4 tokens/s</source>
            <comment>rule</comment>
            <translation>
                <numerusform>%1: %Ln token, %2 of %3 layers, %4 tokens/s</numerusform>
                <numerusform>%1: %Ln tokens, %2 of %3 layers, %4 tokens/s</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>exitscope::widgets::MessageBar</name>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n more</numerusform>
                <numerusform>%n more</numerusform>
            </translation>
        </message>
    </context>
</TS>

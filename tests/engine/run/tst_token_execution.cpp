#include "core/data/tokenizer.h"
#include "core/error.h"
#include "core/engine/checkpoint/token_hash_builder.h"
#include "core/hashee/hashed_words.h"
#include "core/hashee/token_hash_file.h"
#include "core/sweep/evaluate.h"
#include "tests/engine/run/token_setup.h"
#include "tests/support/message_of.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <map>
#include <stop_token>

using namespace exitscope;
using test::messageOf;

namespace {

const test::FakeShape shape { .layers = 4, .classes = 5 };

class Place
{
public:
    explicit Place(const test::FakeCheckpoint& fake, const std::string& sentences = test::taggedSentences(60, 14))
        : path(m_folder.path().toStdString())
    {
        test::writeTagging(fake, path, sentences);
    }

    engine::ExecuteRequest request(std::initializer_list<const char*> policies) const
    {
        engine::ExecuteRequest request;
        request.input.model = path / "model";
        request.input.data = path / "data.conll";
        request.input.threads = 2;
        request.input.packTokens = 96;
        request.repeats = 1;
        request.batch1Examples = 10;
        for (const char* text : policies)
            for (auto& spec : policy::parseRange(text).expand())
                request.policies.push_back(std::move(spec));
        return request;
    }

    std::shared_ptr<const trace::Trace> traced() const
    {
        auto input = request({}).input;
        input.output = path / "x.trace";
        (void)engine::loadEngine()->trace(input, {});
        return trace::Trace::open(input.output);
    }

private:
    QTemporaryDir m_folder;

public:
    std::filesystem::path path;
};

engine::ExecuteReport execute(const engine::ExecuteRequest& request)
{
    return engine::loadEngine()->execute(request, {});
}

bool areSame(const policy::Outcome& a, const policy::Outcome& b)
{
    return a.exit == b.exit && a.predictedClass == b.predictedClass;
}

} // namespace

class TestTokenExecution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Where all tokens leave together nothing is frozen while others go on: then execution is replay.
    void leavingTogetherIsTheReplay()
    {
        const Place place(test::fakeTagger(shape, { 1, 2, 4 }));
        const auto trace = place.traced();
        const auto report = execute(place.request({ "fixed:layer=1|2|4", "entropy:threshold=0|inf", "patience:patience=1000" }));
        QCOMPARE(report.frame->units(), trace->units());
        QVERIFY(std::ranges::equal(report.frame->example(), trace->example()));
        QVERIFY(std::ranges::equal(report.frame->labels(), trace->labels()));
        QVERIFY(std::ranges::equal(report.frame->layerFlops(), trace->layerFlops()));
        for (const auto& execution : report.executions)
            QVERIFY2(areSame(execution.outcome, policy::replay(*trace, execution.spec)), execution.spec.text().c_str());
        const auto& full = report.executions[2].tokens;
        QVERIFY(full && full->meanLayers() == 4.0);
        QVERIFY(std::abs(full->flops - full->fullFlops) < 1e-6 * full->fullFlops);
    }

    void everyRuleRunsTokenByToken()
    {
        const Place place(test::fakeTagger(shape, { 1, 2, 3, 4 }));
        const auto trace = place.traced();
        std::vector<std::string> rules { "vote:votes=2", "patience:patience=1" };
        for (const char* rule : { "entropy", "confidence", "margin", "saturation" })
            rules.push_back(test::thresholdBetween(*trace, rule));
        for (const auto& rule : rules) {
            auto request = place.request({ rule.c_str() });
            const auto compact = execute(request).executions.front();
            QVERIFY2(test::exitsUsed(compact.outcome) > 1, rule.c_str());
            QVERIFY(compact.tokens && compact.tokens->meanLayers() < 4 && compact.tokens->flops < compact.tokens->fullFlops);
            request.form = engine::TokenForm::Approximate;
            QVERIFY2(areSame(execute(request).executions.front().outcome, compact.outcome), rule.c_str());
            request.form = engine::TokenForm::Compact;
            request.input.packTokens = 1;
            request.input.threads = 1;
            QVERIFY2(areSame(execute(request).executions.front().outcome, compact.outcome), rule.c_str());
        }
    }

    /// Up to the first exit nobody has left: who leaves there is who the replay says. Above it some answers change.
    void frozenStatesChangeWhatOthersSee()
    {
        const Place place(test::fakeTagger(shape, { 1, 2, 3, 4 }));
        const auto trace = place.traced();
        const auto spec = policy::parseSpec(test::thresholdBetween(*trace, "confidence"));
        const auto replayed = policy::replay(*trace, spec);
        const auto executed = execute(place.request({ spec.text().c_str() })).executions.front().outcome;
        QVERIFY(!areSame(replayed, executed));
        for (std::size_t unit = 0; unit < replayed.exit.size(); ++unit)
            QCOMPARE(executed.exit[unit] == 0, replayed.exit[unit] == 0);
    }

    void hashesSendTokensWhereTheirTableSays()
    {
        const Place place(test::fakeTagger(shape, { 1, 2, 4 }));
        auto request = place.request({ "hash:buckets=4,function=frequency", "hash:buckets=2,function=mutual-information",
            "hash:buckets=4,function=clustered,seed=3", "hash:buckets=4,function=random-consistent,seed=7",
            "hash:buckets=4,function=random-inconsistent,seed=7" });
        request.hashCorpus = { place.path / "data.conll" };
        const auto report = execute(request);
        for (const auto& execution : report.executions) {
            QVERIFY2(test::exitsUsed(execution.outcome) > 1, execution.spec.text().c_str());
            QVERIFY(execution.tokens && execution.tokens->meanLayers() < 4);
        }
        // Random-consistent, by hand: each word's first piece has its layer, and leaves at the exit there or above.
        const auto tokenizer = data::loadTokenizer(place.path / "model", "bert");
        const auto scale = hashee::bucketScale(4, 4);
        const auto buckets = hashee::randomBuckets(scale, tokenizer->vocabularySize(), hashee::specialIds(*tokenizer), 7);
        const auto reader = data::DatasetReader::open(place.path / "data.conll");
        std::size_t unit = 0;
        const std::map<int, std::int32_t> exitOf { { 1, 0 }, { 2, 1 }, { 3, 2 }, { 4, 2 } };
        data::Example example;
        while (reader->next(example))
            for (const auto& word : example.words) {
                const auto id = *tokenizer->find(tokenizer->tokenize(word).front());
                const auto layers = hashee::layersOf(buckets[static_cast<std::size_t>(id)], 4);
                QCOMPARE(report.executions[3].outcome.exit[unit++], exitOf.at(layers));
            }
        // Of the inconsistent one, equal words leave at different exits, and the same ones in every run.
        QVERIFY(areSame(execute(request).executions[4].outcome, report.executions[4].outcome));
        request.input.packTokens = 1;
        QVERIFY(areSame(execute(request).executions[4].outcome, report.executions[4].outcome));
        request.form = engine::TokenForm::Approximate;
        const auto approximate = execute(request);
        for (std::size_t i = 0; i < report.executions.size(); ++i)
            QVERIFY(areSame(approximate.executions[i].outcome, report.executions[i].outcome));
    }

    /// The table alone tells where words leave, before anything runs: also of sentences that are read in windows.
    void tablesTellExitsBeforehand()
    {
        std::string longOne;
        for (int word = 0; word < 90; ++word)
            longOne += "w" + std::to_string(5 + word % 50) + (word % 7 == 0 ? "x" : "") + "\tO\n";
        const Place place(test::fakeTagger(shape, { 1, 2, 4 }),
            test::taggedSentences(20, 14) + longOne + "\n" + test::taggedSentences(20, 14, 6));
        const auto trace = place.traced();
        const auto tokenizer = data::loadTokenizer(place.path / "model", "bert");
        for (const auto function : hashee::allHashFunctions()) {
            engine::TokenHashRequest wanted;
            wanted.model = place.path / "model";
            wanted.function = function;
            wanted.buckets = 4;
            wanted.corpus.files = { place.path / "data.conll" };
            const auto hash = *engine::buildTokenHash(wanted);
            const auto spec = "hash:buckets=4,function=" + std::string(hashee::nameOf(function));
            auto request = place.request({ spec.c_str() });
            request.hashCorpus = wanted.corpus.files;
            const auto executed = execute(request).executions.front().outcome;
            const auto layers = hashee::layersOfWords(hash, *tokenizer, static_cast<std::int32_t>(shape.positions), *trace);
            std::vector<std::int32_t> exits;
            for (const auto layer : *layers)
                exits.push_back(hashee::exitAtOrAbove(trace->exitLayer(), layer));
            QVERIFY2(exits == executed.exit, spec.c_str());
            QVERIFY(std::ranges::find(*layers, 3) != layers->end()); // where there is no exit
            std::stop_source stopped;
            stopped.request_stop();
            JobContext job;
            job.stop = stopped.get_token();
            QVERIFY(!hashee::layersOfWords(hash, *tokenizer, 40, *trace, job));
            auto other = hash;
            other.scale.layers = 5;
            QVERIFY(messageOf([&] { (void)hashee::layersOfWords(other, *tokenizer, 40, *trace); }).contains("made for a model of 5 layers"));
        }
    }

    /// HashEE as published: whole inputs, one classifier on top; tokens leave, the first one never does.
    void inputsAreClassifiedWhileTheirTokensLeave()
    {
        const Place place(test::fakeBert({ .layers = 4, .classes = 3 }));
        std::string table = "sentence\tlabel\n";
        std::mt19937 random(2);
        for (int row = 0; row < 80; ++row) {
            for (unsigned word = 0; word < 2 + random() % 20; ++word)
                table += (word ? " w" : "w") + std::to_string(5 + random() % 50);
            table += "\t" + std::to_string(row % 3) + "\n";
        }
        io::writeFileAtomically(place.path / "data.tsv", table);
        auto request = place.request({ "hash:buckets=4,function=frequency", "entropy:threshold=0.5", "fixed:layer=4" });
        request.input.data = place.path / "data.tsv";
        request.hashCorpus = { place.path / "data.tsv" };
        const auto report = execute(request);
        const auto& hashed = report.executions.front();
        QVERIFY(std::ranges::all_of(hashed.outcome.exit, [](std::int32_t exit) { return exit == 3; }));
        QVERIFY(hashed.tokens && hashed.tokens->meanLayers() < 4 && hashed.tokens->flops < hashed.tokens->fullFlops);
        QVERIFY(!report.executions[1].tokens.has_value());
        QVERIFY(hashed.outcome.predictedClass != report.executions[2].outcome.predictedClass);
        request.form = engine::TokenForm::Approximate;
        QVERIFY(areSame(execute(request).executions.front().outcome, hashed.outcome));
        request.input.packTokens = 1;
        request.form = engine::TokenForm::Compact;
        QVERIFY(areSame(execute(request).executions.front().outcome, hashed.outcome));
    }

    void theTableSavedWithTheModelIsUsed()
    {
        const Place place(test::fakeTagger(shape, { 1, 2, 3, 4 }));
        auto request = place.request({ "hash:function=frequency" });
        QVERIFY(messageOf([&] { (void)execute(request); }).contains("no corpus to count"));
        const auto tokenizer = data::loadTokenizer(place.path / "model", "bert");
        hashee::TokenHash hash;
        hash.function = hashee::HashFunction::Frequency;
        hash.scale = hashee::bucketScale(4, 2);
        hash.vocabularySha256 = hashee::vocabularySha256(*tokenizer);
        hash.special = hashee::specialIds(*tokenizer);
        hash.bucket.assign(static_cast<std::size_t>(tokenizer->vocabularySize()), 3);
        const auto saved = place.path / "model" / hashee::tokenHashFile;
        hashee::saveTokenHash(saved, hash);
        const auto report = execute(request);
        QVERIFY(std::ranges::all_of(report.executions.front().outcome.exit, [](std::int32_t exit) { return exit == 1; }));
        QVERIFY(std::ranges::any_of(report.notes, [](const auto& note) { return note.find("saved with the model") != note.npos; }));

        hash.bucket[9] = 8;
        hashee::saveTokenHash(saved, hash);
        QVERIFY(messageOf([&] { (void)execute(request); }).contains("token 9 is in bucket 8, a model of 4 layers has buckets 2 to 5"));
        hash.bucket[9] = 3;
        hash.vocabularySha256 = std::string(64, '0');
        hashee::saveTokenHash(saved, hash);
        QVERIFY(messageOf([&] { (void)execute(request); }).contains("is for another vocabulary of as many entries"));
    }

    void longSentencesRunInWindows()
    {
        std::string sentence;
        for (int word = 0; word < 100; ++word)
            sentence += "w" + std::to_string(5 + word % 50) + "\tO\n";
        const Place place(test::fakeTagger(shape, { 1, 2, 4 }), sentence);
        const auto trace = place.traced();
        const auto report = execute(place.request({ "fixed:layer=2", "fixed:layer=4" }));
        for (const auto& execution : report.executions)
            QVERIFY(areSame(execution.outcome, policy::replay(*trace, execution.spec)));
    }

    void whatCannotRunIsRefused()
    {
        const Place place(test::fakeTagger(shape, { 1, 2, 4 }));
        const auto refusal = [&](std::initializer_list<const char*> policies) {
            return messageOf([&] { (void)execute(place.request(policies)); });
        };
        QVERIFY(refusal({ "hash:function=length" }).contains("decides for whole inputs, and the model classifies tokens"));
        QVERIFY(refusal({ "hash:function=clustered,layers=1;2" }).contains("layers does not go with function=clustered"));
        QVERIFY(refusal({ "hash:function=clustered,buckets=5" }).contains("cannot spread 5 buckets over 4 layers"));
        QVERIFY(refusal({ "oracle:kind=agree" }) != QString());
        auto request = place.request({ "fixed:layer=4" });
        request.furtherModels = { place.path / "model" };
        QVERIFY(messageOf([&] { (void)execute(request); }).contains("classifies tokens"));
    }
};

QTEST_GUILESS_MAIN(TestTokenExecution)
#include "tst_token_execution.moc"

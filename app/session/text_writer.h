#pragma once

#include "app/jobs/serial_worker.h"
#include "core/calm/text_difference.h"
#include "core/engine/generation.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace exitscope::app {

/// A token that was just written.
struct WrittenToken
{
    bool isFull = false;    ///< by the full model
    std::size_t prompt = 0; ///< of which text
    engine::GeneratedToken token;
};

/// Texts under a rule, and where they were asked for the full model's beside them.
struct WrittenTexts
{
    engine::GenerateReport report;
    std::optional<engine::GenerationRun> full;
    bool isFullKept = false; ///< it was written and timed before, for the same prompts
    std::vector<calm::TextDifference> differences; ///< [texts], a: under the rule; empty without `full`
    double seconds = 0; ///< of wall time for all that was written now
};

/// Has the engine write, off the GUI thread, and tells what is written as it comes, in batches thirty times a second. A newer
/// request ends the one under way. The full model writes once for the same prompts and sampling, then its text is kept.
class TextWriter final : public QObject
{
    Q_OBJECT

public:
    explicit TextWriter(QObject* parent = nullptr);
    ~TextWriter() override; ///< waits for the token that is being written

    /// `request.rule` writes first, then, where `withFull`, the full model. `keepsFull`: not again where it has written the same.
    void write(engine::GenerateRequest request, bool withFull, bool keepsFull);
    void stop(); ///< stopped() follows, at once
    bool isBusy() const { return m_timer.isActive(); }

Q_SIGNALS:
    void wrote(const std::vector<exitscope::app::WrittenToken>& tokens); ///< in the order in which they came
    void finished(const exitscope::app::WrittenTexts& texts);
    void stopped();
    void failed(const QString& problem);

private:
    struct Stream; ///< what the working thread hands over

    void drain();
    void end();

    std::shared_ptr<Stream> m_stream; ///< of the request under way; null: none
    std::stop_source m_stop;
    QTimer m_timer;
    std::filesystem::path m_warm; ///< the model that has written already
    std::string m_fullKey; ///< what the kept text of the full model was asked for with
    std::shared_ptr<const engine::GenerationRun> m_full;
    SerialWorker m_worker; ///< last: its end waits for what is under way
};

} // namespace exitscope::app

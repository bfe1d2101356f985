#include "app/dialogs/sweep_choice.h"

#include "app/analysis/policy_offer.h"
#include "core/cost/cascade_trace.h"
#include "core/store/records.h"

#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace exitscope::app {

namespace {

QString titleOf(const QStringList& paths)
{
    QStringList names;
    for (const QString& path : paths)
        names << QFileInfo(path).completeBaseName();
    return names.join(SweepChoice::tr(", then ", "between the models of a cascade"));
}

} // namespace

std::vector<widgets::FurtherModel> furtherModels(
    const trace::Trace& first, const std::vector<store::TraceRecord>& known)
{
    std::vector<widgets::FurtherModel> models;
    if (first.isRegression() || first.isCascade())
        return models;
    for (const auto& record : known) {
        const bool isSameData = record.dataset && !record.dataset->sha256.empty()
            && record.dataset->sha256 == first.info().datasetSha256 && record.units == first.units()
            && record.classes == first.classes();
        std::error_code ignored; // a file that cannot be looked at is not this one
        if (!isSameData || !std::filesystem::exists(record.path, ignored)
            || std::filesystem::equivalent(record.path, first.path(), ignored))
            continue;
        const QString path = QString::fromStdString(record.path);
        const QString model = record.model ? QString::fromStdString(record.model->name) : QString();
        const QString file = QFileInfo(path).completeBaseName();
        models.push_back({ path,
            model.isEmpty() || model == file ? file
                                             : SweepChoice::tr("%1 (%2)", "trace, its model").arg(file, model),
            path });
    }
    return models;
}

SweepChoice::SweepChoice(std::shared_ptr<const trace::Trace> trace, const QString& tracePath, const QString& storePath,
    const std::vector<store::TraceRecord>& known, QWidget* parent)
    : m_first(trace)
    , m_firstPath(tracePath)
    , m_subject(std::move(trace))
    , m_dialog(offersFor(*m_first), titleOf({ tracePath }), parent)
{
    m_dialog.setFurtherModels(furtherModels(*m_first, known));
    m_dialog.setForecast(
        [this](const QStringList& specifications) { return sweepOutlook(specifications, *m_subject); });
    m_dialog.setCommandLine([this, storePath](const QStringList& specifications, const QString& name) {
        return sweepCommand(paths(), storePath, specifications, name);
    });
    connect(&m_dialog, &widgets::SweepDialog::furtherModelsChanged, this, &SweepChoice::choose);
}

QStringList SweepChoice::paths() const
{
    return QStringList { m_firstPath } + m_dialog.furtherModels();
}

void SweepChoice::startFrom(const QStringList& further, const QStringList& specifications)
{
    m_wanted = specifications;
    m_dialog.setSpecifications(specifications);
    m_dialog.chooseFurtherModels(further);
    if (m_dialog.furtherModels().isEmpty())
        m_wanted.clear();
}

void SweepChoice::choose(const QStringList& further)
{
    m_opening.drop();
    if (further.isEmpty()) {
        show({ {}, m_first });
        return;
    }
    m_dialog.setWaiting(tr("The models are being put together."));
    m_opening.run(
        this,
        [first = m_first, further] {
            Cascade cascade { { first }, nullptr };
            for (const QString& path : further)
                cascade.models.push_back(trace::Trace::open(path.toStdString()));
            cascade.trace = cost::cascadeOf(cascade.models);
            return cascade;
        },
        [this](Cascade cascade) { show(std::move(cascade)); },
        [this](const QString& problem) {
            m_dialog.setWaiting(tr("These models make no cascade: %1").arg(problem));
        });
}

void SweepChoice::show(Cascade cascade)
{
    m_models = std::move(cascade.models);
    m_subject = std::move(cascade.trace);
    m_dialog.setSubject(offersFor(*m_subject), titleOf(paths()));
    if (const auto wanted = std::exchange(m_wanted, {}); !wanted.isEmpty())
        m_dialog.setSpecifications(wanted);
    const auto chosen = m_dialog.specifications();
    const bool hasCascade = std::any_of(
        chosen.begin(), chosen.end(), [](const QString& text) { return text.startsWith(QLatin1String("cascade")); });
    if (m_subject->isCascade() && !hasCascade) // what several models are chosen for
        m_dialog.setSpecifications({ QStringLiteral("cascade:threshold=exact") });
}

} // namespace exitscope::app

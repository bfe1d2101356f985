#include "app/views/calibration_view.h"
#include "widgets/panel/number_box.h"
#include "widgets/panel/policy_panel.h"

#include <QComboBox>
#include <QSpinBox>
#include <QSplitter>

namespace exitscope::app {

namespace {

void restoreCombo(QComboBox* combo, const QJsonValue& value)
{
    if (const int place = value.isDouble() ? combo->findData(value.toInt()) : -1; place >= 0)
        combo->setCurrentIndex(place);
}

template <typename Box> void restoreNumber(Box* box, const QJsonValue& value)
{
    if (value.isDouble() && value.toDouble() >= box->minimum() && value.toDouble() <= box->maximum())
        box->setValue(static_cast<decltype(box->value())>(value.toDouble()));
}

} // namespace

QJsonObject CalibrationView::state() const
{
    return { { QStringLiteral("policy"), m_policy ? m_policy->specification() : m_wantedPolicy },
        { QStringLiteral("loss"), m_loss->currentData().toInt() }, { QStringLiteral("scale"), m_scale->value() },
        { QStringLiteral("delta"), m_delta->value() }, { QStringLiteral("epsilon"), m_epsilon->value() },
        { QStringLiteral("pValue"), m_pValue->currentData().toInt() },
        { QStringLiteral("procedure"), m_procedure->currentData().toInt() },
        { QStringLiteral("share"), m_share->value() }, { QStringLiteral("seed"), m_seed->value() },
        { QStringLiteral("splitter"), QString::fromLatin1(m_splitter->saveState().toBase64()) } };
}

void CalibrationView::restore(const QJsonObject& state)
{
    m_wantedPolicy = state.value(QStringLiteral("policy")).toString();
    if (m_policy)
        m_policy->setSpecification(m_wantedPolicy);
    restoreCombo(m_loss, state.value(QStringLiteral("loss")));
    restoreCombo(m_pValue, state.value(QStringLiteral("pValue")));
    restoreCombo(m_procedure, state.value(QStringLiteral("procedure")));
    restoreNumber(m_scale, state.value(QStringLiteral("scale")));
    restoreNumber(m_delta, state.value(QStringLiteral("delta")));
    restoreNumber(m_epsilon, state.value(QStringLiteral("epsilon")));
    restoreNumber(m_share, state.value(QStringLiteral("share")));
    restoreNumber(m_seed, state.value(QStringLiteral("seed")));
    m_splitter->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("splitter")).toString().toLatin1()));
}

} // namespace exitscope::app

#pragma once

#include <QObject>
#include <QString>

#include <vector>

class QWidget;

namespace exitscope::widgets {
class Callout;
}

namespace exitscope::app {

/// What a first look at the demo should see, step by step, beside the thing itself. Nothing is blocked meanwhile.
class Tour final : public QObject
{
    Q_OBJECT

public:
    struct Step
    {
        QWidget* target;
        QString title;
        QString words;
    };

    Tour(QWidget* window, std::vector<Step> steps);

    void start();
    void next();
    std::size_t step() const { return m_step; }

Q_SIGNALS:
    void stepShown(std::size_t step);
    void ended(); ///< to the last step or skipped: not to be shown again

private:
    void show();
    void finish();

    std::vector<Step> m_steps;
    std::size_t m_step = 0;
    widgets::Callout* m_callout;
};

} // namespace exitscope::app

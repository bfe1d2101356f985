#include "widgets/panel/plain_title.h"

#include <QRegularExpression>

namespace exitscope::widgets {

QString plainTitle(QString text)
{
    static const QRegularExpression appended(QStringLiteral("\\s*\\(&[^&]\\)"));
    const QChar kept(0x1); // "&&" while the others go
    text.remove(appended);
    return text.replace(QStringLiteral("&&"), kept).remove(u'&').replace(kept, u'&');
}

} // namespace exitscope::widgets

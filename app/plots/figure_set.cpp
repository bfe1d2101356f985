#include "app/plots/figure_set.h"

#include "app/analysis/policy_offer.h"
#include "app/plots/figure_command.h"
#include "app/plots/figure_look.h"
#include "core/error.h"

namespace exitscope::app {

namespace {

/// The recipe of one target, in make's quoting.
QString rule(const QString& target, const QString& source, FigureRequest request)
{
    request.output = target.toStdString();
    QString line = QStringLiteral("$(EXITSCOPE)");
    for (QString word : figureArguments(request))
        line += u' ' + shellWord(word).replace(u'$', QStringLiteral("$$"));
    return target + QStringLiteral(": ") + source + QStringLiteral("\n\t") + line + u'\n';
}

QByteArray makefile(const std::vector<SetFigure>& figures, const FigureLook& look, const std::string& format)
{
    QString targets;
    QString rules;
    for (const auto& one : figures) {
        const QString name = QString::fromStdString(one.name);
        const QString record = name + QStringLiteral(".figure");
        FigureRequest request = one.request.value_or(FigureRequest {});
        if (!one.request)
            request.figure = record.toStdString();
        else if (!request.store.empty())
            request.store = std::filesystem::absolute(request.store);
        if (!request.trace.empty())
            request.trace = std::filesystem::absolute(request.trace);
        request.format.clear();
        request.look = look;
        if (one.request && one.figure.spec.language != widgets::FigureSpec().language)
            request.look.language = one.figure.spec.language.toStdString();
        const std::string language = request.look.language;
        const QString source = one.request ? QStringLiteral("FORCE") : record;
        for (const std::string& extension : { format, std::string("csv") }) {
            const QString target = name + u'.' + QString::fromStdString(extension);
            if (targets.contains(u' ' + target))
                continue;
            targets += u' ' + target;
            if (extension == "csv") {
                request.look = {};
                request.look.language = language;
            }
            rules += u'\n' + rule(target, source, request);
        }
    }
    return (QStringLiteral("# Every figure of this folder, drawn again by Exitscope: the same input gives the same bytes.\n"
                           "EXITSCOPE ?= exitscope\n\nall:")
        + targets + QStringLiteral("\n\n.PHONY: all FORCE\nFORCE:\n") + rules)
        .toUtf8();
}

} // namespace

std::vector<FigureBytes> figureSet(const std::filesystem::path& folder, const std::vector<SetFigure>& figures,
    const FigureLook& look, const std::string& format)
{
    const auto known = widgets::figureFormat(QString::fromStdString(format));
    if (!known)
        throw InputError("there is no figure format \"" + format + "\"", "use pdf, svg, png, csv or tex");
    std::vector<FigureBytes> files;
    for (const auto& one : figures) {
        for (auto& file : figureBytes(one.figure, look, *known, folder / (one.name + '.' + format)))
            files.push_back(std::move(file));
        if (*known != widgets::FigureFormat::Csv && *known != widgets::FigureFormat::Tex)
            files.push_back({ folder / (one.name + ".csv"), widgets::figureCsv(one.figure.model) });
        if (!one.request)
            files.push_back({ folder / (one.name + ".figure"), figureRecord(one.figure, specOf(look, one.figure)) });
    }
    files.push_back({ folder / "Makefile", makefile(figures, look, format) });
    return files;
}

} // namespace exitscope::app

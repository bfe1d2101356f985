#include "core/figure/pdf_attachments.h"

#include "core/error.h"
#include "core/figure/inflate.h"
#include "core/figure/pdf_value.h"

#include <cstdint>
#include <set>

namespace exitscope::figure {

namespace {

constexpr std::int64_t mostObjects = 10'000'000;
constexpr int mostUpdates = 100;
constexpr int mostFiles = 1000;

class Reader
{
public:
    explicit Reader(std::string_view pdf)
        : m_pdf(pdf)
    {
    }

    std::map<std::string, std::string> attachments()
    {
        if (!readTables() || m_isEncrypted)
            return {};
        const PdfValue names = resolved(resolved(m_root)["Names"]);
        readNames(resolved(names["EmbeddedFiles"]), 0);
        return std::move(m_files);
    }

private:
    /// False where the file has another kind of table than ours.
    bool readTables()
    {
        const auto tail = m_pdf.rfind("startxref");
        if (tail == std::string_view::npos)
            return false;
        std::size_t at = tail + 9;
        PdfValue start = readPdfValue(m_pdf, at);
        std::set<std::int64_t> seen;
        for (int update = 0; update < mostUpdates && start.kind == PdfValue::Kind::Number; ++update) {
            if (!seen.insert(start.number).second)
                break;
            at = place(start.number);
            if (!skipPdfWord(m_pdf, at, "xref"))
                return false;
            const PdfValue trailer = readTable(at);
            m_isEncrypted = m_isEncrypted || trailer["Encrypt"].kind != PdfValue::Kind::Null;
            if (m_root.kind == PdfValue::Kind::Null)
                m_root = trailer["Root"];
            start = trailer["Prev"];
        }
        return m_root.kind == PdfValue::Kind::Reference;
    }

    /// Sections of "first count" and lines "offset generation n"; newer tables come first and win.
    PdfValue readTable(std::size_t& at)
    {
        while (!skipPdfWord(m_pdf, at, "trailer")) {
            const auto first = wholeNumber(at);
            const auto count = wholeNumber(at);
            if (first > mostObjects || count > mostObjects)
                throw InputError("the PDF claims too many objects");
            for (std::int64_t object = first; object < first + count; ++object) {
                const auto offset = wholeNumber(at);
                wholeNumber(at);
                if (skipPdfWord(m_pdf, at, "n"))
                    m_offsets.emplace(object, offset);
                else if (!skipPdfWord(m_pdf, at, "f"))
                    throw InputError("the PDF's table of objects is damaged");
            }
        }
        return readPdfValue(m_pdf, at);
    }

    std::int64_t wholeNumber(std::size_t& at) const
    {
        const PdfValue value = readPdfValue(m_pdf, at);
        if (value.kind != PdfValue::Kind::Number || value.number < 0)
            throw InputError("the PDF's table of objects is damaged");
        return value.number;
    }

    std::size_t place(std::int64_t offset) const
    {
        if (offset < 0 || static_cast<std::uint64_t>(offset) >= m_pdf.size())
            throw InputError("the PDF's table of objects points outside the file");
        return static_cast<std::size_t>(offset);
    }

    /// Behind "12 0 obj".
    std::size_t startOf(const PdfValue& reference) const
    {
        const auto found = m_offsets.find(reference.number);
        if (found == m_offsets.end())
            throw InputError("the PDF lacks its object " + std::to_string(reference.number));
        std::size_t at = place(found->second);
        if (wholeNumber(at) != reference.number || wholeNumber(at) < 0 || !skipPdfWord(m_pdf, at, "obj"))
            throw InputError("the PDF's table of objects is wrong about object " + std::to_string(reference.number));
        return at;
    }

    PdfValue resolved(const PdfValue& value) const
    {
        PdfValue result = value;
        for (int step = 0; step < 8 && result.kind == PdfValue::Kind::Reference; ++step) {
            std::size_t at = startOf(result);
            result = readPdfValue(m_pdf, at);
        }
        return result;
    }

    void readNames(const PdfValue& node, int depth)
    {
        if (depth > 16 || m_files.size() > mostFiles)
            throw InputError("the PDF's list of attached files is damaged");
        for (const auto& kid : resolved(node["Kids"]).items)
            readNames(resolved(kid), depth + 1);
        const auto names = resolved(node["Names"]).items;
        for (std::size_t at = 0; at + 1 < names.size(); at += 2)
            m_files.emplace(pdfText(names[at].text), contents(resolved(names[at + 1])));
    }

    std::string contents(const PdfValue& file) const
    {
        const PdfValue reference = resolved(file["EF"])["F"];
        if (reference.kind != PdfValue::Kind::Reference)
            throw InputError("an attached file of the PDF has no contents");
        std::size_t at = startOf(reference);
        const PdfValue head = readPdfValue(m_pdf, at);
        const auto length = resolved(head["Length"]).number;
        if (!skipPdfWord(m_pdf, at, "stream"))
            throw InputError("an attached file of the PDF is damaged");
        at += m_pdf.substr(at, 2) == "\r\n" ? 2 : 1;
        if (length < 0 || at > m_pdf.size() || static_cast<std::uint64_t>(length) > m_pdf.size() - at)
            throw InputError("an attached file of the PDF ends behind the file's end");
        const auto bytes = m_pdf.substr(at, static_cast<std::size_t>(length));
        const PdfValue filter = resolved(head["Filter"]);
        const bool isList = filter.kind == PdfValue::Kind::Array;
        const std::string name = isList && filter.items.size() == 1 ? filter.items.front().text : filter.text;
        if (name.empty() && !(isList && !filter.items.empty()))
            return std::string(bytes.substr(0, largestPart));
        if (name != "FlateDecode")
            throw InputError("an attached file of the PDF is packed in a way that is not supported");
        return inflated(bytes);
    }

    std::string_view m_pdf;
    std::map<std::int64_t, std::int64_t> m_offsets;
    PdfValue m_root;
    bool m_isEncrypted = false;
    std::map<std::string, std::string> m_files;
};

} // namespace

std::map<std::string, std::string> pdfAttachments(std::string_view pdf)
{
    return Reader(pdf).attachments();
}

} // namespace exitscope::figure

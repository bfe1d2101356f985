#pragma once

#include <string>
#include <vector>

namespace exitscope::cli {

enum class Align { Left, Right };

/// A table for people to read in a terminal: columns padded to their widest cell, two spaces between.
/// Programs use --json.
class TextTable
{
public:
    struct Column
    {
        std::string heading;
        Align align = Align::Left;
    };
    explicit TextTable(std::vector<Column> columns);

    void addRow(std::vector<std::string> cells); ///< as many as there are columns; line ends become spaces
    std::string text() const;

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

/// `value` with that many decimals, in the C locale; "-" for NaN.
std::string decimal(double value, int decimals);

} // namespace exitscope::cli

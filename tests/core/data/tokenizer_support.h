#pragma once

#include "core/data/tokenizer.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace exitscope::test {

/// A model directory that lives for one test.
class ModelFolder
{
public:
    ModelFolder() = default;

    /// Links (or copies) a file of shared data under another name.
    void take(const std::filesystem::path& source, const char* name)
    {
        std::filesystem::create_symlink(source, path() / name);
    }
    void write(const char* name, std::string_view text) { io::writeFileAtomically(path() / name, text); }
    std::filesystem::path path() const { return m_folder.path().toStdString(); }
    std::unique_ptr<data::Tokenizer> load(std::string_view modelType) const
    {
        return data::loadTokenizer(path(), modelType);
    }
    /// What loading says is wrong; empty when it loads.
    std::string complaint(std::string_view modelType) const
    {
        try {
            load(modelType);
        } catch (const InputError& error) {
            return error.what();
        }
        return {};
    }

private:
    QTemporaryDir m_folder;
};

inline nlohmann::json readJsonFile(const std::filesystem::path& file)
{
    return nlohmann::json::parse(io::readWholeFile(file));
}

inline QByteArray readable(const std::vector<data::TokenId>& ids)
{
    QByteArray text;
    for (const data::TokenId id : ids)
        text += QByteArray::number(id) + ' ';
    return text;
}

inline QByteArray readable(const std::vector<std::string>& tokens)
{
    QByteArray text;
    for (const std::string& token : tokens)
        text += QByteArray::fromStdString(token) + '|';
    return text;
}

} // namespace exitscope::test

/// Compares lists and shows them in full where they differ.
#define COMPARE_LISTS(actual, expected, about)                                                               \
    do {                                                                                                     \
        const auto actualList = (actual);                                                                    \
        const auto expectedList = (expected);                                                                \
        if (actualList != expectedList)                                                                      \
            QFAIL(("for \"" + QByteArray::fromStdString(about) + "\" got      "                              \
                + exitscope::test::readable(actualList) + "\n  expected "                                    \
                + exitscope::test::readable(expectedList))                                                   \
                      .constData());                                                                         \
    } while (false)

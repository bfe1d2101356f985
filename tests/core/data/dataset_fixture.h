#pragma once

#include "core/data/dataset.h"
#include "core/io/atomic_file.h"

#include <QTemporaryDir>

#include <string>
#include <vector>

namespace exitscope::test {

/// Files in a folder that goes away with the object.
class Folder
{
public:
    std::filesystem::path write(const std::string& name, const std::string& text) const
    {
        const std::filesystem::path path = std::filesystem::path(m_folder.path().toStdString()) / name;
        std::filesystem::create_directories(path.parent_path());
        io::writeFileAtomically(path, text);
        return path;
    }
    std::filesystem::path path(const std::string& name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private:
    QTemporaryDir m_folder;
};

inline std::vector<data::Example> readAll(data::DatasetReader& reader)
{
    std::vector<data::Example> examples;
    data::Example example;
    while (reader.next(example))
        examples.push_back(example);
    return examples;
}

} // namespace exitscope::test

#pragma once

#include <QString>
#include <QTemporaryDir>

#include <cstddef>

namespace exitscope::test {

/// A disk of a few kilobytes, which can be full. Only this process sees it.
class SmallDisk
{
public:
    /// Before any thread starts: what is mounted from here on is this process's own. False where that is not allowed.
    static bool makeMountsPrivate();

    /// Throws std::system_error where it cannot be mounted.
    explicit SmallDisk(std::size_t bytes);
    ~SmallDisk();
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    QString folder() const { return m_folder.path(); }
    QString path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)); }
    void fill() const;      ///< to the last byte
    void makeRoom() const;  ///< takes back what fill() wrote
    /// As a stick with its switch set. Throws std::system_error while something on it is open for writing.
    void makeReadOnly() const;

private:
    QTemporaryDir m_folder;
};

} // namespace exitscope::test

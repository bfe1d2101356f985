#pragma once

#include "core/error.h"

#include <QString>

#include <functional>

namespace exitscope::test {

/// What the InputError says that `act` throws; empty where it throws none.
inline QString messageOf(const std::function<void()>& act)
{
    try {
        act();
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace exitscope::test

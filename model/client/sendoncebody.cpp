// SPDX-License-Identifier: GPL-3.0-or-later
#include "sendoncebody.h"

#include <algorithm>
#include <cstring>

namespace muster {

SendOnceBody::SendOnceBody(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
    // Without a buffer of its own, pos() is the place in m_bytes when readData() is called.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 SendOnceBody::size() const
{
    return m_bytes.size();
}

bool SendOnceBody::reset()
{
    return false;
}

qint64 SendOnceBody::readData(char *data, qint64 most)
{
    const qint64 count = std::min(most, qint64(m_bytes.size()) - pos());
    if (count > 0)
        std::memcpy(data, m_bytes.constData() + pos(), std::size_t(count));
    return count > 0 ? count : -1;
}

qint64 SendOnceBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace muster

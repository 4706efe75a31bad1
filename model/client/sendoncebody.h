// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace muster {

/// The body of a request that must not be sent twice. Qt sends a request again by itself when the connection
/// closes before the answer; it cannot with a body that does not go back to its beginning. One thread.
class SendOnceBody final : public QIODevice
{
    Q_OBJECT

public:
    explicit SendOnceBody(QByteArray bytes);

    qint64 size() const override;
    bool reset() override;

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_bytes;
};

} // namespace muster

// SPDX-License-Identifier: GPL-3.0-or-later
#include "mcrconnection.h"

#include "mcrexchanges.h"

using namespace Qt::StringLiterals;

namespace muster {

McrConnection::McrConnection(const QUrl &base, std::chrono::milliseconds timeLimit)
    : m_exchanges(new McrExchanges(base, timeLimit))
{
    m_thread.setObjectName(u"mcr"_s);
    m_exchanges->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_exchanges, &QObject::deleteLater);
    m_thread.start();
}

// The blocking call comes after every question that was queued before it, so that none is lost unanswered.
McrConnection::~McrConnection()
{
    QMetaObject::invokeMethod(m_exchanges, &McrExchanges::cancelAll, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void McrConnection::ask(const IdentityRef &identity, Done done)
{
    QMetaObject::invokeMethod(
        m_exchanges,
        [exchanges = m_exchanges, identity, done = std::move(done)] { exchanges->start(identity, done); },
        Qt::QueuedConnection);
}

} // namespace muster

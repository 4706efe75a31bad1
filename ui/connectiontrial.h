// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connector.h"

#include <QElapsedTimer>
#include <QObject>

#include <optional>

namespace muster {

/// What a service that answered was found to be.
struct TrialReport
{
    Connection connection;
    qint64 milliseconds = 0;          ///< until health was answered, the making of the connection included
    qsizetype machines = 0;           ///< that were listed
    qsizetype unreadable = 0;         ///< of those
    bool isComplete = false;          ///< there are no more than those
    std::optional<bool> demandsProof; ///< for each new machine; empty: the service does not say
};

/// The report in words: "Connected to … (120 ms). 300 machines visible. This service demands a signed proof
/// for every new machine."
QString trialSentence(const TrialReport &report);

/// Tries a connection: health, then the list with the key, so that a wrong one is found here. GUI thread.
class ConnectionTrial : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// `countAll`: up to kMostPages pages are listed, not one machine alone. One that runs is given up.
    void start(const Connection &connection, bool countAll);
    void stop() { ++m_number; }

    static constexpr int kMostPages = 20;

signals:
    void worked(const muster::TrialReport &report);
    void failed(const muster::Error &error);

private:
    void takeHealth(const ServiceHealth &health);
    void askPage(const QString &cursor);
    void takePage(const MachinePage &page);

    int m_number = 0; ///< answers to an older trial are dropped
    int m_pages = 0;
    bool m_countsAll = false;
    QElapsedTimer m_time;
    TrialReport m_report;
};

} // namespace muster

// SPDX-License-Identifier: GPL-3.0-or-later
#include "offlinebar.h"

#include "certificatewords.h"
#include "clock.h"
#include "errorsentence.h"
#include "machinetablemodel.h"
#include "machinewords.h"

#include <chrono>

using namespace Qt::StringLiterals;

namespace muster {

OfflineBar::OfflineBar(MachineTableModel &model, FleetInventory &inventory, QWidget *parent)
    : MessageBar(parent)
    , m_model(model)
    , m_inventory(inventory)
{
    setObjectName(u"offlineBar"_s);
    setLasting(true);
    setClosable(false);
    connect(&model, &MachineTableModel::loadFailed, this, [this](const Error &error) {
        m_fault = error;
        refresh();
    });
    connect(&model, &MachineTableModel::loadingChanged, this, &OfflineBar::refresh);
    connect(&inventory, &FleetInventory::changed, this, &OfflineBar::refresh);
    connect(&m_minute, &QTimer::timeout, this, &OfflineBar::refresh);
    m_minute.start(std::chrono::minutes(1));
}

void OfflineBar::refresh()
{
    const auto seenAt = m_inventory.seenAt();
    if (!m_model.isOffline() || !seenAt) {
        m_said.clear();
        dismiss();
        return;
    }
    //: %1: a time like 3 h ago
    QString sentence = tr("Offline. What was seen %1; nothing can be changed.")
                           .arg(machinewords::relativeTime(*seenAt, SystemClock().now()));
    sentence += u' ' + (m_model.isLoading() ? tr("Trying again…") : errorSentence(m_fault));
    if (sentence == m_said)
        return;
    m_said = sentence;
    setToolTip(QString(seenAt->text() + u'\n' + certificateWords(m_fault)).trimmed());
    say(Kind::Fault, sentence, m_model.isLoading() ? QString() : tr("Try again"),
        [this] { emit retryAsked(); });
}

} // namespace muster

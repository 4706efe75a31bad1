// SPDX-License-Identifier: GPL-3.0-or-later
#include "keptfilter.h"

#include "settings.h"

#include <QAction>
#include <QLineEdit>

#include <chrono>

namespace muster {

KeptFilter::KeptFilter(QLineEdit &text, QAction &showArchived, Settings &settings, QObject *parent)
    : QObject(parent)
    , m_text(text)
    , m_showArchived(showArchived)
    , m_settings(settings)
{
    m_keeping.setSingleShot(true);
    m_keeping.setInterval(std::chrono::milliseconds(500));
    connect(&m_keeping, &QTimer::timeout, this, &KeptFilter::keep);
    connect(&m_text, &QLineEdit::textChanged, &m_keeping, qOverload<>(&QTimer::start));
    connect(&m_showArchived, &QAction::toggled, &m_keeping, qOverload<>(&QTimer::start));
}

void KeptFilter::setPlace(const QString &place)
{
    flush();
    m_place = place;
    const FleetFilter kept = m_settings.fleetFilter(place);
    m_text.setText(kept.text);
    m_showArchived.setChecked(kept.archivedShown);
    m_keeping.stop(); // it is kept already
}

void KeptFilter::flush()
{
    if (m_keeping.isActive())
        keep();
}

void KeptFilter::keep()
{
    m_keeping.stop();
    m_settings.setFleetFilter({m_text.text(), m_showArchived.isChecked()}, m_place);
}

} // namespace muster

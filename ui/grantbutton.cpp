// SPDX-License-Identifier: GPL-3.0-or-later
#include "grantbutton.h"

#include "glyph.h"
#include "grantdesk.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace muster {

GrantButton::GrantButton(GrantDesk &desk, QWidget *parent)
    : QToolButton(parent)
    , m_desk(desk)
{
    setObjectName(u"statusGrant"_s);
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIcon(glyph(u"pencil"_s, Tone::Caution));
    setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(this);
    QAction *end = menu->addAction(tr("&End the approval now"));
    end->setObjectName(u"actionEndGrant"_s);
    setMenu(menu);
    connect(end, &QAction::triggered, this, [this] { m_desk.end(); });
    connect(&desk, &GrantDesk::changed, this, &GrantButton::refresh);
    refresh();
}

void GrantButton::refresh()
{
    setVisible(m_desk.standing().has_value());
    if (!m_desk.standing())
        return;
    const SigningGrant &grant = *m_desk.standing();
    const qint64 seconds = m_desk.secondsLeft();
    //: Time that is left; %1: a number
    const QString time =
        seconds >= 60 ? tr("%1 min left").arg((seconds + 59) / 60) : tr("%1 s left").arg(seconds);
    const int signatures = int(grant.remaining());
    const QString covered = signatures == 1 ? tr("1 signature") : tr("%n signatures", nullptr, signatures);
    //: %1: like '12 signatures'; %2: like '29 min left'
    setText(tr("Approved: %1, %2").arg(covered, time));
    setToolTip(
        tr("You approved that %1 signs for %2 without asking again, also while the vault is locked for "
           "want of use. Your session's lock, sleep and this menu end it.")
            .arg(grant.signer().text(), grant.profile()));
}

} // namespace muster

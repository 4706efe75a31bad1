// SPDX-License-Identifier: GPL-3.0-or-later
#include "prooftour.h"

#include <QAction>
#include <QDialog>
#include <QTest>

using namespace Qt::StringLiterals;

namespace muster {

ProofTour::ProofTour(ThemeChoice theme, TourVisit visit)
    : m_visit(std::move(visit))
{
    m_place.action(theme == ThemeChoice::Dark ? u"actionThemeDark"_s : u"actionThemeLight"_s)->trigger();
}

bool ProofTour::visit(const QString &name, QDialog *dialog)
{
    return m_visit({name, *dialog, m_place.window.get()});
}

bool ProofTour::takeAll()
{
    return m_place.prepare(4) && many() && one();
}

bool ProofTour::many()
{
    if (!m_place.workspace->announce(ProofWindow::identity(3), ProofWindow::addressOfTwo()))
        return false;
    QDialog *dialog = m_place.openMany();
    if (!dialog || !m_place.isReady() || !visit(u"provefleet"_s, dialog))
        return false;
    m_place.prove();
    const auto done = [this] { return m_place.summary().startsWith("Proven: 3"_L1); };
    if (!QTest::qWaitFor(done) || !visit(u"proven"_s, dialog))
        return false;
    dialog->reject();
    return m_place.gone(u"proveFleetDialog"_s);
}

bool ProofTour::one()
{
    if (!m_place.click(u"Forklift 1"_s))
        return false;
    m_place.action(u"actionProve"_s)->trigger();
    QDialog *dialog = m_place.shown(u"proveMachineDialog"_s);
    return dialog && m_place.isReady() && visit(u"prove"_s, dialog);
}

} // namespace muster

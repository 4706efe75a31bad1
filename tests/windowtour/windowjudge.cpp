// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowjudge.h"

#include "elidedlabel.h"
#include "inlinenote.h"
#include "windowtour.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

constexpr int kLongestRing = 200;
constexpr int kMostParts = 4;

QString describe(const QWidget &part)
{
    QString name = part.objectName();
    for (const QWidget *above = part.parentWidget(); name.isEmpty() && above; above = above->parentWidget()) {
        if (!above->objectName().isEmpty())
            name = u"in "_s + above->objectName();
    }
    const auto *label = qobject_cast<const QLabel *>(&part);
    const QString words =
        label ? u" “"_s + label->text().first(std::min<qsizetype>(label->text().size(), 40)) + u'”'
              : QString();
    return QLatin1StringView(part.metaObject()->className()) + u' ' + name + words;
}

/// Parts of Qt's own composites are used through the composite.
bool isInner(const QWidget &part)
{
    const QWidget *parent = part.parentWidget();
    return part.objectName().startsWith("qt_"_L1) || part.inherits("QTableCornerButton") ||
           qobject_cast<const QScrollBar *>(&part) || qobject_cast<const QComboBox *>(parent) ||
           qobject_cast<const QAbstractSpinBox *>(parent) || qobject_cast<const QTabBar *>(parent) ||
           qobject_cast<const QLineEdit *>(parent) || part.inherits("QHeaderView") ||
           part.inherits("QDockWidgetTitleButton");
}

bool isUsable(const QWidget &part)
{
    return (part.focusPolicy() & Qt::TabFocus) != 0 || qobject_cast<const QAbstractButton *>(&part) ||
           qobject_cast<const QLineEdit *>(&part) || qobject_cast<const QComboBox *>(&part);
}

} // namespace

WindowJudge::WindowJudge(QWidget &window)
    : m_window(window)
{}

QList<QWidget *> WindowJudge::parts() const
{
    QList<QWidget *> found;
    for (QWidget *part : m_window.findChildren<QWidget *>()) {
        if (part->isVisible() && part->window() == m_window.window() && !isInner(*part))
            found.append(part);
    }
    return found;
}

QStringList WindowJudge::withoutName() const
{
    QStringList faults;
    for (QWidget *part : parts()) {
        if (!isUsable(*part) || part->focusProxy())
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(part);
        if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
            faults.append(u"no name: "_s + describe(*part));
    }
    return faults;
}

QList<QWidget *> WindowJudge::stopsOfTab() const
{
    QList<QWidget *> stops;
    for (QWidget *part : parts()) {
        const auto *button = qobject_cast<const QAbstractButton *>(part);
        const bool isByArrows = button && button->autoExclusive() && !button->isChecked();
        if ((part->focusPolicy() & Qt::TabFocus) != 0 && part->isEnabled() && !part->focusProxy() &&
            !isByArrows)
            stops.append(part);
    }
    return stops;
}

QStringList WindowJudge::outsideTheTabRing() const
{
    m_window.activateWindow();
    if (!QTest::qWaitForWindowActive(&m_window))
        return {u"the window does not become active"_s};
    const QPointer<QWidget> before = m_window.focusWidget();
    QStringList faults = missedBy(Qt::Key_Tab) + missedBy(Qt::Key_Backtab);
    if (before)
        before->setFocus();
    return faults;
}

QStringList WindowJudge::missedBy(int key) const
{
    QList<QWidget *> missed = stopsOfTab();
    if (missed.isEmpty())
        return {};
    QWidget *const first = missed.first();
    first->setFocus(Qt::TabFocusReason);
    const QString way = key == Qt::Key_Tab ? u"Tab"_s : u"Shift+Tab"_s;
    const QWidget *now = first;
    int stays = 0;
    for (int step = 0; step < kLongestRing && now; ++step) {
        missed.removeAll(now);
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key),
                        key == Qt::Key_Backtab ? Qt::ShiftModifier : Qt::NoModifier);
        const QWidget *next = QApplication::focusWidget();
        // A date is gone through part by part.
        stays = next == now ? stays + 1 : 0;
        now = next;
        if (stays > kMostParts || (now == first && stays == 0))
            break;
    }
    QStringList faults;
    if (now != first)
        faults.append(
            u"%1 does not come back, but ends at %2"_s.arg(way, now ? describe(*now) : u"nothing"_s));
    for (const QWidget *part : std::as_const(missed))
        faults.append(u"%1 does not reach %2"_s.arg(way, describe(*part)));
    return faults;
}

QStringList WindowJudge::withoutLetter() const
{
    QStringList faults;
    if (!qobject_cast<QDialog *>(&m_window))
        return faults;
    for (QWidget *part : parts()) {
        const auto *button = qobject_cast<const QPushButton *>(part);
        if (!button || button->text().isEmpty())
            continue;
        const auto *box = qobject_cast<const QDialogButtonBox *>(button->parentWidget());
        const auto role =
            box ? box->buttonRole(const_cast<QPushButton *>(button)) : QDialogButtonBox::InvalidRole;
        // Escape is their key.
        const bool leaves = role == QDialogButtonBox::RejectRole || button->objectName() == "cancelButton"_L1;
        if (!leaves && !button->isDefault() && QKeySequence::mnemonic(button->text()).isEmpty())
            faults.append(u"no letter: "_s + describe(*button) + u' ' + button->text());
    }
    return faults;
}

QStringList WindowJudge::cutOff() const
{
    QStringList faults = cutOffNow({});
    const QSize size = m_window.size();
    m_window.resize(m_window.minimumSizeHint().expandedTo(m_window.minimumSize()));
    settleLayouts();
    faults += cutOffNow(u" in the smallest window"_s);
    m_window.resize(size);
    settleLayouts();
    return faults;
}

QStringList WindowJudge::cutOffNow(const QString &when) const
{
    QStringList faults;
    const auto blame = [&](const QWidget &part, const QSize &needed) {
        faults.append(u"cut off%1: %2 has %3x%4, needs %5x%6"_s.arg(when, describe(part))
                          .arg(part.width())
                          .arg(part.height())
                          .arg(needed.width())
                          .arg(needed.height()));
    };
    for (QWidget *part : parts()) {
        const auto *label = qobject_cast<const QLabel *>(part);
        const bool isElided = qobject_cast<const ElidedLabel *>(part);
        if (part->hasHeightForWidth()) {
            if (const int needed = part->heightForWidth(part->width()); label && part->height() < needed)
                blame(*part, {part->width(), needed});
        } else if ((label && !label->text().isEmpty() && !isElided) ||
                   (qobject_cast<const QAbstractButton *>(part))) {
            const auto *button = qobject_cast<const QAbstractButton *>(part);
            const QSize needed = button && button->text().isEmpty() ? button->iconSize() : part->sizeHint();
            if (part->width() < needed.width() || part->height() < needed.height())
                blame(*part, needed);
        }
    }
    return faults;
}

QStringList WindowJudge::holes() const
{
    QStringList faults;
    for (QWidget *part : parts()) {
        if (!qobject_cast<const InlineNote *>(part))
            continue;
        const int needed = part->heightForWidth(part->width());
        if (part->height() > needed + part->fontMetrics().height())
            faults.append(
                u"a hole: %1 is %2 high, needs %3"_s.arg(describe(*part)).arg(part->height()).arg(needed));
    }
    return faults;
}

} // namespace muster

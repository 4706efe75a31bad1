// SPDX-License-Identifier: GPL-3.0-or-later
#include "formprobe.h"

#include "inlinenote.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QGroupBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMetaProperty>
#include <QPointer>
#include <QTabBar>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace muster {

QString FormProbe::note(const QString &name) const
{
    const auto *note = find<InlineNote>(name);
    if (!note)
        return u"there is no note "_s + name;
    return note->isHidden() ? QString() : note->text();
}

QString FormProbe::label(const QString &name) const
{
    const auto *label = find<QLabel>(name);
    return label ? label->text() : QString(u"there is no label "_s + name);
}

bool FormProbe::isEnabled(const QString &name) const
{
    const auto *control = find(name);
    return control && control->isEnabled();
}

void FormProbe::type(const QString &name, const QString &text) const
{
    auto *control = find(name);
    QVERIFY2(control, qPrintable(name));
    control->setFocus();
    QTest::keySequence(control, QKeySequence(QKeySequence::SelectAll));
    QTest::keyClick(control, Qt::Key_Delete);
    for (const QChar c : text) {
        if (c == u'\n')
            QTest::keyClick(control, Qt::Key_Return);
        else
            QTest::sendKeyEvent(QTest::Click, control, Qt::Key_unknown, c, Qt::NoModifier);
    }
}

void FormProbe::paste(const QString &name, const QString &text) const
{
    QGuiApplication::clipboard()->setText(text);
    auto *field = find(name);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
}

void FormProbe::click(const QString &name) const
{
    auto *button = find<QAbstractButton>(name);
    QVERIFY2(button, qPrintable(name));
    QVERIFY2(button->isVisible(), qPrintable(name));
    QTest::mouseClick(button, Qt::LeftButton);
}

void FormProbe::typeCell(const QString &text, Qt::Key last) const
{
    auto *table = find<QTableWidget>(u"labelTable"_s);
    QVERIFY(table);
    auto *editor = qobject_cast<QLineEdit *>(m_form.focusWidget());
    if (!editor || !table->isAncestorOf(editor)) {
        QTest::keyClick(table, Qt::Key_F2);
        editor = qobject_cast<QLineEdit *>(m_form.focusWidget());
    }
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, text);
    QTest::keyClick(editor, last);
    QTRY_VERIFY(m_form.focusWidget() != editor);
}

QStringList FormProbe::placesHolding(const QString &text) const
{
    QStringList places;
    // Reading a property or asking for the assistive view may take a helper object of Qt away.
    QList<QPointer<QObject>> all{&m_form};
    const QList<QObject *> parts = m_form.findChildren<QObject *>();
    for (QObject *part : parts)
        all.append(part);
    for (const QPointer<QObject> &object : std::as_const(all)) {
        if (!object)
            continue;
        const QString where =
            QString::fromLatin1(object->metaObject()->className()) + u'/' + object->objectName();
        for (int i = 0; i < object->metaObject()->propertyCount(); ++i) {
            const QMetaProperty property = object->metaObject()->property(i);
            if (property.read(object.data()).toString().contains(text, Qt::CaseInsensitive))
                places.append(where + u'.' + QString::fromLatin1(property.name()));
        }
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(object.data());
        for (const auto what :
             {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help}) {
            if (spoken && spoken->text(what).contains(text, Qt::CaseInsensitive))
                places.append(where + u".accessible"_s);
        }
    }
    return places;
}

QString FormProbe::sharedMnemonics() const
{
    QMap<QString, QStringList> claims;
    const auto claim = [&claims](const QString &text) {
        if (const QKeySequence key = QKeySequence::mnemonic(text); !key.isEmpty())
            claims[key.toString()].append(text);
    };
    for (const QWidget *part : m_form.findChildren<QWidget *>()) {
        if (!part->isVisible() || part->window() != m_form.window())
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(part); label && label->buddy())
            claim(label->text());
        else if (const auto *button = qobject_cast<const QAbstractButton *>(part))
            claim(button->text());
        else if (const auto *box = qobject_cast<const QGroupBox *>(part))
            claim(box->title());
        else if (const auto *tabs = qobject_cast<const QTabBar *>(part))
            for (int i = 0; i < tabs->count(); ++i)
                claim(tabs->tabText(i));
        else if (const auto *bar = qobject_cast<const QMenuBar *>(part))
            for (const QAction *menu : bar->actions())
                claim(menu->text());
    }
    QStringList shared;
    for (const auto &[key, texts] : claims.asKeyValueRange()) {
        if (texts.size() > 1)
            shared.append(key + u": "_s + texts.join(" / "_L1));
    }
    return shared.join("; "_L1);
}

} // namespace muster

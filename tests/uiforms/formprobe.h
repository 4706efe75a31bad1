// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QTest>
#include <QWidget>

namespace muster {

/// Finds and drives the controls of one dialog by their object names, as a person would.
class FormProbe
{
public:
    explicit FormProbe(QWidget &form)
        : m_form(form)
    {}

    template <typename T = QWidget>
    T *find(const QString &name) const
    {
        return m_form.findChild<T *>(name);
    }
    /// The sentence of a note; empty while it is hidden.
    QString note(const QString &name) const;
    QString label(const QString &name) const;
    bool isEnabled(const QString &name) const;
    /// Replaces the text of a line or a text field by typing.
    void type(const QString &name, const QString &text) const;
    /// Replaces the text of a field by pasting, as the text stands.
    void paste(const QString &name, const QString &text) const;
    void click(const QString &name) const;
    /// Puts the current row's cell into editing and types; ends with `last`.
    void typeCell(const QString &text, Qt::Key last = Qt::Key_Return) const;

    /// `class/objectName.property` of everything in the form whose text contains `text`, the assistive view
    /// included.
    QStringList placesHolding(const QString &text) const;

    /// Letters that Alt leads to more than one visible place, each with the texts that claim it;
    /// empty when there is none.
    QString sharedMnemonics() const;

private:
    QWidget &m_form;
};

} // namespace muster

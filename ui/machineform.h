// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "newmachine.h"

#include <QMap>
#include <QSet>
#include <QWidget>

class QGridLayout;
class QLineEdit;

namespace muster {

class CapabilityEditor;
class InlineNote;
class LabelEditor;
struct LabelVocabulary;

/// The plain members of a machine record as a form: names, owner, type, runtime profile, capabilities,
/// labels. A fault stands under its field, from our own rules once the field was left and from a service by
/// JSON Pointer. GUI thread.
class MachineForm : public QWidget
{
    Q_OBJECT

public:
    explicit MachineForm(QWidget *parent = nullptr);

    /// A further field of the owner's, under the others; faults at `/<member>` show beside it.
    void addField(const QString &label, const QString &member, QWidget *control);
    void setValues(const NewMachine &machine);
    /// As typed, untrimmed; identity, proof, policies and skills stay empty.
    NewMachine values() const;
    /// Labels to be offered.
    void setVocabulary(const LabelVocabulary &vocabulary);
    void setReadOnly(bool readOnly);
    /// Takes over a cell that is still being edited.
    void finishEditing();

    /// Judges every field and shows what is wrong; whether all is well.
    bool judgeAll();
    /// Faults a service named; each stays until its field changes. The ones that belong to no field are
    /// answered.
    QList<Issue> showIssues(const QList<Issue> &issues);
    bool hasPlaceFor(const Issue &issue) const;
    void focusFirstFault();

signals:
    void changed();

private:
    struct Field
    {
        QWidget *control = nullptr;
        InlineNote *note = nullptr; ///< none for the labels, which show their faults in their rows
    };

    QLineEdit *addLine(const QString &label, const QString &member, const QString &example);
    void leave(const QString &member);
    void onChanged(const QString &member);
    QList<Issue> issues() const;
    void showFaults();
    void showFault(const QString &member, const QList<Issue> &issues);
    QString sentence(const QString &member, const Issue &issue) const;
    bool eventFilter(QObject *watched, QEvent *event) override;

    QGridLayout *m_grid;
    QStringList m_order;
    QMap<QString, Field> m_fields;
    QSet<QString> m_left; ///< members whose field was left once: judged while typing from then on
    QList<Issue> m_fromService;
    QLineEdit *m_displayName;
    QLineEdit *m_owner;
    QLineEdit *m_machineType;
    QLineEdit *m_runtimeProfile;
    CapabilityEditor *m_capabilities;
    LabelEditor *m_labels;
};

} // namespace muster

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "drafts.h"

#include <QObject>

#include <functional>

class QDialog;
class QTimer;

namespace muster {

class EditMachineDialog;
class MessageBar;
class RegisterWizard;

/// Keeps what is typed into the forms that are open, a moment after each change, until they are answered;
/// and offers what an earlier run of the program left, under a bar of its own. Discarding it there, or going
/// on with a draft and cancelling the form, gives it up; closing the bar leaves it for the next start. GUI
/// thread.
class FormDrafts : public QObject
{
    Q_OBJECT

public:
    /// `barParent` owns the bar; `drafts` outlives this.
    FormDrafts(Drafts &drafts, QWidget *barParent);

    MessageBar *bar() const { return m_bar; }
    /// Offers the drafts of this place, one after the other.
    void setPlace(const QString &place);
    /// Nothing will be sent there any more.
    void forget(const QString &place) { m_drafts.dropAllOf(place); }
    /// `draft`: what the form goes on with; one without a key begins anew and leaves the others alone.
    void follow(EditMachineDialog &dialog, const Draft &draft);
    void follow(RegisterWizard &wizard, const Draft &draft);

signals:
    /// The user wants to go on with this one.
    void editAsked(const muster::Draft &draft);
    void registerAsked(const muster::Draft &draft);

private:
    /// The timer to be started at each change.
    QTimer *follow(QDialog &form, const Draft &draft, const std::function<QJsonObject()> &read);
    void lookForDrafts();
    void offer(const Draft &draft);

    Drafts &m_drafts;
    MessageBar *m_bar;
    QString m_place;
};

} // namespace muster

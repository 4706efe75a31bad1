// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace muster {

class IconLabel;

/// What stands where rows would be: an icon, a title, one sentence, and up to two things to do.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    struct Content
    {
        QString icon; ///< name of a glyph
        QString title;
        QString sentence;
        QString action;      ///< words of the first button; empty for none
        QString otherAction; ///< words of the second
    };

    /// Its parts are named after `name`: emptyTitle, emptySentence, emptyAction, emptyOtherAction.
    explicit EmptyState(QWidget *parent = nullptr, const QString &name = QStringLiteral("empty"));
    void present(const Content &content);
    QString title() const;
    QString sentence() const;

signals:
    void actionAsked();
    void otherActionAsked();

private:
    IconLabel *m_icon;
    QLabel *m_title;
    QLabel *m_sentence;
    QPushButton *m_action;
    QPushButton *m_otherAction;
};

} // namespace muster

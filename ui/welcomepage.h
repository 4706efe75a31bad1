// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keptplace.h"

#include <QIcon>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace muster {

class WayButton;

/// The first page of who has no place yet: three ways in, and under them where was worked before. GUI thread.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    /// Where was worked, in words.
    struct Recent
    {
        KeptPlace place;
        QIcon icon;
        QString title;
        QString where; ///< folder or URL
    };

    explicit WelcomePage(QWidget *parent = nullptr);

    /// The last first; more than a handful are left to the menu of places.
    void showRecent(const QList<Recent> &places);
    /// Where the keyboard begins.
    QWidget *firstWay() const;

signals:
    void demoAsked();
    void serviceAsked();
    void workspaceAsked();
    void placeAsked(const muster::KeptPlace &place);

private:
    WayButton *addWay(const QString &name, const QString &icon, const QString &title,
                      const QString &sentence);
    void buildLayout();
    void addRecent(const Recent &recent);

    QWidget *m_column;
    QList<WayButton *> m_ways;
    QLabel *m_recentTitle;
    QVBoxLayout *m_recent;
};

} // namespace muster

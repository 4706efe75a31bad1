// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "machinetally.h"

#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace muster {

struct GlyphChoice;

/// How many machines are in each state, not verified or no longer listed, above the fleet. A click puts the
/// word that finds them, like `status:draft`, into the filter, a second click takes it out. GUI thread.
class FleetStrip : public QWidget
{
    Q_OBJECT

public:
    explicit FleetStrip(QWidget *parent = nullptr);
    void showTally(const MachineTally &tally);
    /// The filter as it is; its words decide which buttons look pressed.
    void setFilterText(const QString &text);

signals:
    void filterTextAsked(const QString &text);

private:
    struct Chip
    {
        QToolButton *button;
        QString term;
        QString words;
    };

    void addChip(const QString &name, const GlyphChoice &choice, const QString &term, const QString &words);
    void showCount(const Chip &chip, int count);
    void toggle(const QString &term);

    QHBoxLayout *m_layout;
    QList<Chip> m_chips; ///< one a status, then those of what is not verified and not listed
    QString m_text;
};

} // namespace muster

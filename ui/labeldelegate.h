// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "labelvocabulary.h"

#include <QStyledItemDelegate>

namespace muster {

/// Edits a key or a value of a label and offers those that the fleet uses already: keys in the first column,
/// values of the row's key in the second. What is offered is never taken by itself. GUI thread.
class LabelDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setVocabulary(const LabelVocabulary &vocabulary) { m_vocabulary = vocabulary; }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QStringList offersFor(const QModelIndex &index) const;

    LabelVocabulary m_vocabulary;
};

} // namespace muster

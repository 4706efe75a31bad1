// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultlistdialog.h"

#include "glyph.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

FaultListDialog::FaultListDialog(const QString &title, const QString &sentence, const QList<Issue> &issues,
                                 QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"faultListDialog"_s);
    setWindowTitle(title);
    auto *words = new QLabel(sentence, this);
    words->setObjectName(u"faultSentence"_s);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    auto *table = new QTableWidget(static_cast<int>(issues.size()), 2, this);
    table->setObjectName(u"faultTable"_s);
    table->setAccessibleName(tr("Faults"));
    table->setHorizontalHeaderLabels({tr("Place"), tr("Fault")});
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setStretchLastSection(true);
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    QStringList lines;
    for (int row = 0; row < table->rowCount(); ++row) {
        const Issue &issue = issues.at(row);
        const QString place = issue.path.isEmpty() ? tr("the whole file") : issue.path;
        table->setItem(row, 0, new QTableWidgetItem(place));
        table->setItem(row, 1, new QTableWidgetItem(issue.message));
        lines.append(place + u'\t' + issue.message);
    }
    table->resizeColumnToContents(0);
    table->resizeRowsToContents();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("&Copy all"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"faultCopy"_s);
    copy->setIcon(glyph(u"copy"_s));
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"faultClose"_s);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    connect(copy, &QPushButton::clicked, this,
            [text = lines.join(u'\n')] { QGuiApplication::clipboard()->setText(text); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addWidget(table, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 95, fontMetrics().height() * 20);
}

} // namespace muster

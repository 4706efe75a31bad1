// SPDX-License-Identifier: GPL-3.0-or-later
#include "registrydialog.h"

#include "errorsentence.h"
#include "faultlistdialog.h"
#include "glyph.h"
#include "inlinenote.h"
#include "registryeditor.h"
#include "registryentrydialog.h"
#include "rotatecontrollerdialog.h"
#include "whenfinished.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace muster {

RegistryDialog::RegistryDialog(RegistryEditor &editor, QWidget *parent)
    : QDialog(parent)
    , m_editor(editor)
    , m_search(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_counts(new QLabel(this))
    , m_note(new InlineNote(nullptr, this))
    , m_add(addButton(u"registryAdd"_s, u"plus"_s, tr("&Add…")))
    , m_edit(addButton(u"registryEdit"_s, u"pencil"_s, tr("&Edit…")))
    , m_rotate(addButton(u"registryRotate"_s, u"refresh"_s, tr("&Rotate controller…")))
    , m_toggle(addButton(u"registryToggle"_s, u"power"_s, tr("&Deactivate")))
    , m_import(addButton(u"registryImport"_s, u"file-import"_s, tr("&Import file…")))
{
    setObjectName(u"registryDialog"_s);
    setWindowTitle(tr("Identity registry of the local workspace"));
    m_filter.setSourceModel(&m_entries);
    m_filter.setFilterKeyColumn(-1);
    m_filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_search->setObjectName(u"registryFilter"_s);
    m_search->setAccessibleName(tr("Filter identities"));
    m_search->setPlaceholderText(tr("Filter identities"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(glyph(u"search"_s, Tone::Muted), QLineEdit::LeadingPosition);
    m_counts->setObjectName(u"registryCounts"_s);
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    m_note->setObjectName(u"registryNote"_s);
    buildTable();
    buildLayout();
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setFilterFixedString(text);
        showState();
    });
    connect(m_add, &QPushButton::clicked, this, &RegistryDialog::add);
    connect(m_edit, &QPushButton::clicked, this, &RegistryDialog::edit);
    connect(m_rotate, &QPushButton::clicked, this, &RegistryDialog::rotate);
    connect(m_toggle, &QPushButton::clicked, this, &RegistryDialog::toggleActive);
    connect(m_import, &QPushButton::clicked, this, &RegistryDialog::chooseFile);
    connect(&m_editor, &RegistryEditor::changed, this, &RegistryDialog::reload);
    reload();
}

QPushButton *RegistryDialog::addButton(const QString &name, const QString &icon, const QString &text)
{
    auto *button = new QPushButton(glyph(icon), text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

void RegistryDialog::buildTable()
{
    m_table->setObjectName(u"registryTable"_s);
    m_table->setAccessibleName(tr("Identities"));
    m_table->setModel(&m_filter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 7 / 4);
    QHeaderView *header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    const auto width = [this](const QString &sample) {
        return fontMetrics().horizontalAdvance(sample) + fontMetrics().height();
    };
    const QList<int> widths{
        width(u"did:peaq:1234567890"_s), width(u"Inspection drone 12"_s), 0,
        width(u"0x5aAeb6…BeAed12"_s),    width(u"Bonded \u00b7 AAA"_s),   width(u"Not active"_s)};
    for (int column = 0; column < RegistryTableModel::kColumns; ++column)
        header->resizeSection(column, widths.at(column));
    header->setSectionResizeMode(static_cast<int>(RegistryTableModel::Column::Controllers),
                                 QHeaderView::Stretch);
    connect(m_table, &QAbstractItemView::doubleClicked, this, &RegistryDialog::edit);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RegistryDialog::showState);
}

// QDialog would press the default button of whatever dialog lies over this one: a row opened with Enter would
// be saved with the same key.
void RegistryDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) {
        QDialog::keyPressEvent(event);
        return;
    }
    if (m_table->hasFocus())
        edit();
    else if (auto *button = qobject_cast<QPushButton *>(focusWidget()))
        button->click();
}

QWidget *RegistryDialog::buildButtons()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    for (QPushButton *button : {m_add, m_edit, m_rotate, m_toggle})
        layout->addWidget(button);
    layout->addStretch(1);
    layout->addWidget(m_import);
    auto *close = new QPushButton(tr("&Close"), row);
    close->setObjectName(u"registryClose"_s);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    layout->addWidget(close);
    return row;
}

void RegistryDialog::buildLayout()
{
    auto *words =
        new QLabel(tr("Who controls which identity, as the embedded orchestrator is told. It stands in "
                      "for the network's registry; nothing here changes the network."),
                   this);
    words->setWordWrap(true);
    auto *top = new QHBoxLayout;
    top->addWidget(m_search, 1);
    top->addWidget(m_counts);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(words);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    layout->addWidget(buildButtons());
    resize(fontMetrics().averageCharWidth() * 140, fontMetrics().height() * 32);
}

void RegistryDialog::reload()
{
    whenFinished(m_editor.entries(), this, [this](const Result<QList<RegistryEntry>> &entries) {
        if (!entries) {
            sayFault(entries.error());
            return;
        }
        m_entries.setEntries(*entries);
        if (m_wanted)
            select(*m_wanted);
        showState();
    });
}

void RegistryDialog::select(const IdentityRef &identity)
{
    const int row = m_entries.rowOf(identity);
    m_wanted = identity;
    if (row < 0)
        return;
    m_wanted.reset();
    if (!m_filter.mapFromSource(m_entries.index(row, 0)).isValid())
        m_search->clear();
    const QModelIndex index = m_filter.mapFromSource(m_entries.index(row, 0));
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
}

std::optional<RegistryEntry> RegistryDialog::current() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? std::nullopt : m_entries.entryAt(m_filter.mapToSource(rows.first()).row());
}

void RegistryDialog::showState()
{
    const auto entry = current();
    m_edit->setEnabled(entry.has_value());
    m_rotate->setEnabled(entry && !entry->controllers.isEmpty());
    m_toggle->setEnabled(entry.has_value());
    m_toggle->setText(entry && !entry->active ? tr("Ac&tivate") : tr("&Deactivate"));
    if (m_entries.rowCount() == 0 && m_note->text().isEmpty())
        m_note->say(InlineNote::Kind::Hint,
                    tr("No identity is named yet. Add one, or import a registry file."));
    const QString all = QLocale().toString(m_entries.rowCount());
    m_counts->setText(m_search->text().isEmpty()
                          ? tr("Identities: %1").arg(all)
                          : tr("Identities: %1 of %2").arg(QLocale().toString(m_filter.rowCount()), all));
}

void RegistryDialog::add()
{
    m_note->clear();
    auto *dialog = new RegistryEntryDialog(m_editor, std::nullopt, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RegistryEntryDialog::saved, this, &RegistryDialog::select);
    dialog->open();
}

void RegistryDialog::edit()
{
    const auto entry = current();
    if (!entry)
        return;
    m_note->clear();
    auto *dialog = new RegistryEntryDialog(m_editor, entry, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void RegistryDialog::rotate()
{
    const auto entry = current();
    if (!entry)
        return;
    m_note->clear();
    auto *dialog = new RotateControllerDialog(m_editor, *entry, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void RegistryDialog::toggleActive()
{
    const auto entry = current();
    if (!entry)
        return;
    m_note->clear();
    RegistryEntry after = *entry;
    after.active = !entry->active;
    whenFinished(m_editor.store(after, entry), this, [this](const Result<void> &answer) {
        if (!answer)
            sayFault(answer.error());
    });
}

void RegistryDialog::chooseFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Import a registry file"), {}, tr("Registry files (*.json);;All files (*)"));
    dialog->setObjectName(u"registryFileDialog"_s);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &RegistryDialog::importFile);
    dialog->open();
}

void RegistryDialog::importFile(const QString &path)
{
    m_import->setEnabled(false);
    m_note->say(InlineNote::Kind::Hint, tr("Reading %1…").arg(path));
    whenFinished(m_editor.importFile(path), this, [this, path](const Result<qsizetype> &count) {
        m_import->setEnabled(true);
        if (count) {
            m_note->say(InlineNote::Kind::Fine, tr("Identities taken from %1: %2").arg(path).arg(*count));
            return;
        }
        const QList<Issue> issues = issuesOf(count.error());
        if (issues.isEmpty()) {
            sayFault(count.error());
            return;
        }
        m_note->clear();
        auto *dialog =
            new FaultListDialog(tr("Import a registry file"),
                                tr("%1 has faults, so nothing was taken from it.").arg(path), issues, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void RegistryDialog::sayFault(const Error &error)
{
    m_note->say(InlineNote::Kind::Fault,
                error.code == ErrorCode::PreconditionFailed ? error.message : errorSentence(error));
}

} // namespace muster

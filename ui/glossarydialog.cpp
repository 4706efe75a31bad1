// SPDX-License-Identifier: GPL-3.0-or-later
#include "glossarydialog.h"

#include "glyph.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

QString rows(const QList<Glossary::Term> &terms)
{
    QString html;
    for (const Glossary::Term &term : terms)
        html += u"<p><a name=\"%1\"></a><b>%1</b><br>%2</p>"_s.arg(term.name.toHtmlEscaped(),
                                                                   term.sentence.toHtmlEscaped());
    return html;
}

QString section(const QString &heading, const QList<Glossary::Term> &terms)
{
    return terms.isEmpty() ? QString() : u"<h3>%1</h3>"_s.arg(heading.toHtmlEscaped()) + rows(terms);
}

QList<Glossary::Term> thoseWith(const QList<Glossary::Term> &terms, const QString &words)
{
    QList<Glossary::Term> found;
    std::copy_if(terms.begin(), terms.end(), std::back_inserter(found), [&words](const Glossary::Term &term) {
        return term.name.contains(words, Qt::CaseInsensitive) ||
               term.sentence.contains(words, Qt::CaseInsensitive);
    });
    return found;
}

} // namespace

GlossaryDialog::GlossaryDialog(const QList<Glossary::Term> &ofTheWindow, QWidget *parent)
    : QDialog(parent)
    , m_ofTheWindow(ofTheWindow)
    , m_search(new QLineEdit(this))
    , m_page(new QTextBrowser(this))
{
    setObjectName(u"glossaryDialog"_s);
    setWindowTitle(tr("Glossary"));
    m_search->setObjectName(u"glossarySearch"_s);
    m_search->setAccessibleName(tr("Find a word"));
    m_search->setPlaceholderText(tr("Find a word"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(glyph(u"search"_s), QLineEdit::LeadingPosition);
    m_page->setObjectName(u"glossaryPage"_s);
    m_page->setAccessibleName(tr("Words and what they mean"));
    m_page->setOpenLinks(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"glossaryClose"_s);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_search, &QLineEdit::textChanged, this, &GlossaryDialog::render);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_page, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 80, fontMetrics().height() * 32);
    render();
}

void GlossaryDialog::showTerm(const QString &name)
{
    m_search->clear();
    m_page->scrollToAnchor(name);
}

void GlossaryDialog::render()
{
    const QString words = m_search->text().trimmed();
    QList<Glossary::Term> others;
    for (const Glossary::Term &term : Glossary::ofTheProgram().terms()) {
        const bool shownAbove = std::any_of(m_ofTheWindow.begin(), m_ofTheWindow.end(),
                                            [&term](const auto &above) { return above.name == term.name; });
        if (!shownAbove)
            others.append(term);
    }
    const QString html =
        section(tr("In this window"), thoseWith(m_ofTheWindow, words)) +
        section(m_ofTheWindow.isEmpty() ? tr("All words") : tr("Other words"), thoseWith(others, words));
    m_page->setHtml(html.isEmpty() ? tr("No word here holds what you typed.").toHtmlEscaped() : html);
}

} // namespace muster

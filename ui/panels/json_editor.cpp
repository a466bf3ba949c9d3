#include "ui/panels/json_editor.h"

#include "ui/document/scenario_document.h"
#include "ui/document/text.h"

#include <QEvent>
#include <QFontDatabase>
#include <QLabel>
#include <QRegularExpression>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QVBoxLayout>

namespace coldframe::ui {

namespace {

constexpr int kAfterTypingMs = 150;
constexpr std::size_t kMostShown = 5;

// Keys, texts and numbers apart, in the palette's own colours.
class JsonHighlighter : public QSyntaxHighlighter {
public:
  JsonHighlighter(QTextDocument* document, const QWidget& widget) : QSyntaxHighlighter(document), m_widget(widget) {}

protected:
  void highlightBlock(const QString& line) override {
    static const QRegularExpression token(QStringLiteral(
        R"RE(("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\btrue\b|\bfalse\b|\bnull\b))RE"));
    QTextCharFormat key;
    key.setFontWeight(QFont::DemiBold);
    QTextCharFormat text;
    text.setForeground(m_widget.palette().link());
    QTextCharFormat number;
    number.setForeground(m_widget.palette().linkVisited());
    for (auto it = token.globalMatch(line); it.hasNext();) {
      const QRegularExpressionMatch match = it.next();
      const bool isText = match.capturedStart(1) >= 0;
      const int group = isText ? 1 : 3;
      setFormat(static_cast<int>(match.capturedStart(group)), static_cast<int>(match.capturedLength(group)),
                !isText                       ? number
                : match.capturedStart(2) >= 0 ? key
                                              : text);
    }
  }

private:
  const QWidget& m_widget;
};

} // namespace

JsonEditor::JsonEditor(ScenarioDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document), m_edit(new QPlainTextEdit), m_message(new QLabel),
      m_colours(new JsonHighlighter(m_edit->document(), *m_edit)) {
  m_edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_edit->setTabChangesFocus(true);
  m_edit->setAccessibleName(tr("Scenario as JSON"));
  m_message->setWordWrap(true);
  m_message->setTextFormat(Qt::PlainText);
  m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  layout->addWidget(m_edit, 1);
  layout->addWidget(m_message);
  m_afterTyping.setSingleShot(true);
  m_afterTyping.setInterval(kAfterTypingMs);
  connect(m_edit, &QPlainTextEdit::textChanged, &m_afterTyping, qOverload<>(&QTimer::start));
  connect(&m_afterTyping, &QTimer::timeout, this, [this] { m_document.setText(m_edit->toPlainText()); });
  connect(&document, &ScenarioDocument::changed, this, &JsonEditor::showDocument);
  connect(&document, &ScenarioDocument::problemsChanged, this, &JsonEditor::showProblems);
  showDocument();
  showProblems();
}

void JsonEditor::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange)
    m_colours->rehighlight();
}

void JsonEditor::showDocument() {
  if (m_edit->toPlainText() == m_document.text())
    return;
  const QSignalBlocker quiet(m_edit);
  // As one edit of the text, so that the cursor and what can be undone there stay near.
  QTextCursor cursor(m_edit->document());
  cursor.select(QTextCursor::Document);
  cursor.insertText(m_document.text());
}

void JsonEditor::showProblems() {
  QList<QTextEdit::ExtraSelection> marks;
  QStringList lines;
  for (const Problem& problem : m_document.problems()) {
    if (static_cast<std::size_t>(lines.size()) < kMostShown)
      lines += toQt(problem.text());
    const QTextBlock block = m_edit->document()->findBlockByNumber(problem.line - 1);
    if (problem.line < 1 || !block.isValid())
      continue;
    QTextEdit::ExtraSelection mark;
    mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    mark.format.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
    mark.format.setUnderlineColor(Qt::red);
    mark.cursor = QTextCursor(block);
    mark.cursor.select(QTextCursor::LineUnderCursor);
    marks += mark;
  }
  const auto more = static_cast<qsizetype>(m_document.problems().size()) - lines.size();
  if (more > 0)
    lines += tr("and %n more", nullptr, static_cast<int>(more));
  m_edit->setExtraSelections(marks);
  m_message->setText(lines.join(u'\n'));
  m_message->setVisible(!lines.isEmpty());
}

} // namespace coldframe::ui

#include "ui/panels/panel.h"

#include "sim/report/answer.h"
#include "ui/document/text.h"
#include "ui/panels/notes.h"
#include "ui/panels/workbench.h"

namespace coldframe::ui {

namespace {

constexpr double kAnswerSize = 1.35; // of the system font
constexpr double kGap = 0.5;         // of a line

} // namespace

Panel::Panel(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_answer(new QLabel), m_notes(new Notes), m_content(new QWidget),
      m_body(new QVBoxLayout(m_content)), m_invitation(new Invitation) {
  QFont large = font();
  large.setPointSizeF(large.pointSizeF() * kAnswerSize);
  m_answer->setFont(large);
  m_answer->setWordWrap(true);
  m_answer->setTextFormat(Qt::PlainText);
  m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_answer->setObjectName(QStringLiteral("answer"));
  m_answer->setAccessibleName(tr("Answer"));
  const int gap = static_cast<int>(fontMetrics().height() * kGap);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2 * gap, 2 * gap, 2 * gap, gap);
  layout->setSpacing(gap);
  layout->addWidget(m_answer);
  layout->addWidget(m_notes);
  m_body->setContentsMargins({});
  m_body->setSpacing(gap);
  m_invitation->hide();
  layout->addWidget(m_content, 1);
  layout->addWidget(m_invitation, 1);
}

void Panel::setAnswer(const QString& sentence, const QString& notes, bool provisional) {
  showBody();
  m_answer->setText(sentence);
  QFont font = m_answer->font();
  font.setItalic(provisional);
  m_answer->setFont(font);
  m_lines = notes.split(u'\n', Qt::SkipEmptyParts);
  m_notes->setLines(provisional ? QStringList(tr("Provisional, being refined.")) + m_lines : m_lines);
}

void Panel::setAnswer(const Answer& answer, bool provisional) {
  QStringList sentences;
  for (const std::string& sentence : sentencesOf(answer))
    sentences += toQt(sentence);
  const QString first = sentences.isEmpty() ? QString() : sentences.takeFirst();
  sentences += toQt(answer.headline);
  setAnswer(first, sentences.join(u'\n'), provisional);
}

void Panel::sayNotRefined() {
  m_notes->setLines(QStringList(tr("Provisional: “Refine” simulates with all replications.")) + m_lines);
}

void Panel::showBody() {
  m_invitation->hide();
  m_content->show();
}

void Panel::invite(const QString& words, const std::vector<Beginning>& beginnings, const QString& sentence) {
  setAnswer(sentence.isEmpty() ? purpose() : sentence);
  m_content->hide();
  m_invitation->show(QIcon::fromTheme(iconName()), words, beginnings);
}

void Panel::inviteScenario(const QString& more) {
  if (workbench().document().root().size() > 0)
    return invite(tr("The first answer is awaited. Where the scenario has mistakes, its form says which."), {});
  invite(tr("Nothing is open yet. Begin with one of the shipped scenarios, or open or drop a file of your own. %1")
             .arg(more)
             .trimmed(),
         {{"go-home", tr("&Choose a scenario"), [this] { Q_EMIT startWanted(); }},
          {"document-open", tr("&Open a file …"), [this] { Q_EMIT fileWanted(); }}});
}

void Panel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_notes->setRoom(height());
}

} // namespace coldframe::ui

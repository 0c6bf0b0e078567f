import type { Json } from '../../../shared/index.ts';
import { issueOf, nameOf, repoOf } from './find.ts';
import { nextId } from './hash.ts';
import { type Call, empty, invalid, notFound, ok, paged, type Route, requiredText } from './http.ts';
import type { Issue } from './state.ts';
import { userView } from './views.ts';

function comment(call: Call) {
  const issue = issueOf(call);
  const body = requiredText(call, 'body');
  if (body.trim() === '') throw invalid('IssueComment', 'body', 'missing_field', 'Body cannot be blank');
  const made = { id: nextId(call.state), author: call.state.me, body, createdAt: call.now };
  issue.comments.push(made);
  issue.updatedAt = call.now;
  return ok(commentView(call, issue, made), 201);
}

function deleteComment(call: Call) {
  const name = nameOf(repoOf(call));
  for (const issue of call.state.issues) {
    const at = issue.comments.findIndex((one) => String(one.id) === call.params.comment);
    if (issue.repo !== name || at < 0) continue;
    issue.comments.splice(at, 1);
    return empty();
  }
  throw notFound();
}

function commentView(call: Call, issue: Issue, one: Issue['comments'][number]): Json {
  const kind = issue.pull ? 'pull' : 'issues';
  return {
    id: one.id,
    node_id: `IC_${one.id}`,
    url: `https://api.github.com/repos/${issue.repo}/issues/comments/${one.id}`,
    issue_url: `https://api.github.com/repos/${issue.repo}/issues/${issue.number}`,
    author_association: 'MEMBER',
    html_url: `https://github.com/${issue.repo}/${kind}/${issue.number}#issuecomment-${one.id}`,
    body: one.body,
    user: userView(call.state, one.author),
    created_at: one.createdAt,
    updated_at: one.createdAt,
  };
}

const one = '/repos/{owner}/{repo}/issues/{number}';

/** Comments of issues and pull requests. */
export const commentRoutes: readonly Route[] = [
  [
    'GET',
    `${one}/comments`,
    (call) => {
      const issue = issueOf(call);
      return paged(
        call,
        issue.comments.map((each) => commentView(call, issue, each)),
      );
    },
  ],
  ['POST', `${one}/comments`, comment],
  ['DELETE', '/repos/{owner}/{repo}/issues/comments/{comment}', deleteComment],
];

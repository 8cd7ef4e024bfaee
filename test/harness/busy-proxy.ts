/**
 * Sends again as long as the proxy says that it is busy, as the widget does. On a machine with more to do than it can,
 * `overloaded` is the right answer, and no failure of a test about something else.
 */
export async function sentInTheEnd(send: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const response = await send()
    if (response.status !== 503 || !(await response.clone().text()).includes('overloaded')) return response
  }
}

/**
 * What makes text that others wrote safe to show. Nothing that knows of results, tables or commands
 * may live here.
 */
package squareoff.harness.text;

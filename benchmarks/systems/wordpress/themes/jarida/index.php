<?php get_header(); ?>
<div class="main-content">
<?php if (is_archive() || is_search()) : ?>
<header class="entry-header-outer"><h1 class="page-title"><?php
echo is_search() ? 'نتائج البحث عن: ' . esc_html(get_search_query()) : get_the_archive_title(); ?></h1></header>
<?php endif; ?>
<?php if (have_posts()) : ?>
<div class="mag-box wide-post-box"><ul id="posts-container" class="posts-items">
<?php while (have_posts()) : the_post(); jarida_item(); endwhile; ?>
</ul></div>
<?php the_posts_pagination(['prev_text' => '&raquo;', 'next_text' => '&laquo;']); ?>
<?php else : ?>
<div class="mag-box not-found"><p>عذرا، لا توجد نتائج. جرب كلمة أخرى.</p><?php get_search_form(); ?></div>
<?php endif; ?>
</div>
<?php get_sidebar(); get_footer();
